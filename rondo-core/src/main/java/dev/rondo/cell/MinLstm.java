package dev.rondo.cell;

import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.minus;
import static dev.rondo.op.Ops.oneMinus;
import static dev.rondo.op.Ops.part;
import static dev.rondo.op.Ops.plus;
import static dev.rondo.op.Ops.scale;
import static dev.rondo.op.Ops.sigmoid;
import static dev.rondo.op.Ops.softplus;
import static dev.rondo.op.Ops.times;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Minimal LSTM (Feng et al. 2024, arXiv:2410.01201): the gates `f = σ(W_f x)` and `i = σ(W_i x)` and the candidate
/// `g = W_h x` see the input alone, so all products are taken out of the loop over time; the gates share out one whole,
/// `f' = f / (f + i)`, `i' = i / (f + i)`, and `h_t = f' ∘ h_{t−1} + i' ∘ g`. Gates in the order forget, input, candidate.
public record MinLstm(int units, boolean useBias, Init kernelStart, Init biasStart) implements Cell {
    public MinLstm {
        Units.check("MinLstm", units);
    }

    public MinLstm(int units) {
        this(units, true, Init.glorotUniform(), Init.zeros());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var z = linear(x, p.weight("kernel"));
        if (useBias) z = plus(z, p.weight("bias"));
        // f / (f + i) = σ(ln f − ln i), as the paper computes it; −ln σ(z) = softplus(−z) has no 0 / 0
        var f = sigmoid(minus(softplus(scale(-1, part(z, 1, 3))), softplus(scale(-1, part(z, 0, 3)))));
        var g = part(z, 2, 3);
        return State.of(plus(times(f, s.h()), times(oneMinus(f), g)));
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        list.add(Weight.of("kernel", kernelStart, inputs, 3 * units));
        if (useBias) list.add(Weight.of("bias", biasStart, 3 * units));
        return list;
    }

    public MinLstm useBias(boolean use) {
        return new MinLstm(units, use, kernelStart, biasStart);
    }

    public MinLstm starts(Init kernel, Init bias) {
        return new MinLstm(units, useBias, kernel, bias);
    }
}

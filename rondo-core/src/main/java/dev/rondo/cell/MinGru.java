package dev.rondo.cell;

import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.oneMinus;
import static dev.rondo.op.Ops.part;
import static dev.rondo.op.Ops.plus;
import static dev.rondo.op.Ops.sigmoid;
import static dev.rondo.op.Ops.times;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Minimal GRU (Feng et al. 2024, arXiv:2410.01201): gate and candidate see the input alone, so all products are taken out
/// of the loop over time: `z = σ(W_z x)`, `g = W_h x`, `h_t = (1 − z) ∘ h_{t−1} + z ∘ g`.
public record MinGru(int units, boolean useBias, Init kernelStart, Init biasStart) implements Cell {
    public MinGru {
        Units.check("MinGru", units);
    }

    public MinGru(int units) {
        this(units, true, Init.glorotUniform(), Init.zeros());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var zx = linear(x, p.weight("kernel"));
        if (useBias) zx = plus(zx, p.weight("bias"));
        var z = sigmoid(part(zx, 0, 2));
        var g = part(zx, 1, 2);
        return State.of(plus(times(oneMinus(z), s.h()), times(z, g)));
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        list.add(Weight.of("kernel", kernelStart, inputs, 2 * units));
        if (useBias) list.add(Weight.of("bias", biasStart, 2 * units));
        return list;
    }

    public MinGru useBias(boolean use) {
        return new MinGru(units, use, kernelStart, biasStart);
    }

    public MinGru starts(Init kernel, Init bias) {
        return new MinGru(units, useBias, kernel, bias);
    }
}

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
import java.util.List;

/// Simple recurrent unit (Lei et al. 2018, arXiv:1709.02755): no product of the state, so all products are taken out of the
/// loop over time. `f = σ(W_f x + v_f ∘ c_{t−1} + b_f)`, `r = σ(W_r x + v_r ∘ c_{t−1} + b_r)`,
/// `c_t = f ∘ c_{t−1} + (1 − f) ∘ W x`, and a highway around it, `h_t = r ∘ c_t + (1 − r) ∘ x`. Where inputs and units
/// differ in number, `W_x x` takes the place of x on the highway. The kernel holds W, W_f, W_r and, if need be, W_x.
/// The authors' `sru.SRU` of PyTorch.
public record Sru(int units, Starts starts) implements Cell {
    public Sru {
        Units.check("Sru", units);
    }

    public Sru(int units) {
        this(units, new Starts(Init.glorotUniform(), Init.randomUniform(-1, 1), Init.zeros()));
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        int parts = products(x.shape().last());
        var z = linear(x, p.weight("kernel"));
        var v = p.weight("recurrent");
        var b = p.weight("bias");
        var f = sigmoid(plus(part(z, 1, parts), times(s.c(), part(v, 0, 2)), part(b, 0, 2)));
        var r = sigmoid(plus(part(z, 2, parts), times(s.c(), part(v, 1, 2)), part(b, 1, 2)));
        var c = plus(times(f, s.c()), times(oneMinus(f), part(z, 0, parts)));
        var highway = parts == 4 ? part(z, 3, 4) : x;
        return State.of(plus(times(r, c), times(oneMinus(r), highway)), c);
    }

    private int products(int inputs) {
        return inputs == units ? 3 : 4;
    }

    @Override
    public List<Weight> weights(int inputs) {
        return List.of(Weight.of("kernel", starts.kernel(), inputs, products(inputs) * units),
                Weight.of("recurrent", starts.recurrent(), 2 * units),
                Weight.of("bias", starts.bias(), 2 * units));
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, units);
    }

    public Sru starts(Init kernel, Init recurrent, Init bias) {
        return new Sru(units, new Starts(kernel, recurrent, bias));
    }
}

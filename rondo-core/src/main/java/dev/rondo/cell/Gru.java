package dev.rondo.cell;

import static dev.rondo.op.Ops.at;
import static dev.rondo.op.Ops.columns;
import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.oneMinus;
import static dev.rondo.op.Ops.part;
import static dev.rondo.op.Ops.plus;
import static dev.rondo.op.Ops.times;

import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Gated recurrent unit (Cho et al. 2014). Gates in Keras's order: update z, reset r, candidate g, and
/// `h_t = z ∘ h_{t−1} + (1 − z) ∘ g`.
///
/// With `resetAfter`, Keras's and cuDNN's default, r works on the product: `g = tanh(W_g x + b + r ∘ (U_g h + b'))`, and
/// there are two rows of biases. Without, as in the first version of the paper, it works on the state before the product:
/// `g = tanh(W_g x + U_g (r ∘ h) + b)`. Keras: `GRU` (`keras/src/layers/rnn/gru.py`); PyTorch: `GRU`, gates r, z, n.
public record Gru(int units, Activation activation, Activation recurrentActivation, boolean useBias, boolean resetAfter,
        Starts starts, Drops drops) implements Cell {
    public Gru {
        Units.check("GRU", units);
        activation.keepsSize("GRU");
        recurrentActivation.keepsSize("GRU");
    }

    public Gru(int units) {
        this(units, Activation.TANH, Activation.SIGMOID, true, true, Starts.usual(), Drops.none());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        return resetAfter ? resetAfterProduct(x, s, p) : resetBeforeProduct(x, s, p);
    }

    private State resetAfterProduct(Tensor x, State s, Pass p) {
        var zx = drops.x(x, p.weight("kernel"), 3, p);
        var zh = drops.h(s.h(), p.weight("recurrent_kernel"), 3, p);
        if (useBias) {
            zx = plus(zx, at(p.weight("bias"), 0, 0));
            zh = plus(zh, at(p.weight("bias"), 0, 1));
        }
        var z = recurrentActivation.of(plus(part(zx, 0, 3), part(zh, 0, 3)));
        var r = recurrentActivation.of(plus(part(zx, 1, 3), part(zh, 1, 3)));
        var g = activation.of(plus(part(zx, 2, 3), times(r, part(zh, 2, 3))));
        return State.of(plus(times(z, s.h()), times(oneMinus(z), g)));
    }

    private State resetBeforeProduct(Tensor x, State s, Pass p) {
        var zx = drops.x(x, p.weight("kernel"), 3, p);
        if (useBias) zx = plus(zx, p.weight("bias"));
        var u = p.weight("recurrent_kernel");
        var zh = drops.h(s.h(), columns(u, 0, 2 * units), 2, p);
        var z = recurrentActivation.of(plus(part(zx, 0, 3), part(zh, 0, 2)));
        var r = recurrentActivation.of(plus(part(zx, 1, 3), part(zh, 1, 2)));
        var g = activation
                .of(plus(part(zx, 2, 3), linear(times(r, drops.h(s.h(), 2, p)), columns(u, 2 * units, 3 * units))));
        return State.of(plus(times(z, s.h()), times(oneMinus(z), g)));
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        list.add(Weight.of("kernel", starts.kernel(), inputs, 3 * units));
        list.add(Weight.of("recurrent_kernel", starts.recurrent(), units, 3 * units));
        if (useBias && resetAfter) list.add(Weight.of("bias", starts.bias(), 2, 3 * units));
        if (useBias && !resetAfter) list.add(Weight.of("bias", starts.bias(), 3 * units));
        return list;
    }

    @Override
    public String title() {
        return "GRU";
    }

    public Gru activation(Activation f) {
        return new Gru(units, f, recurrentActivation, useBias, resetAfter, starts, drops);
    }

    public Gru recurrentActivation(Activation f) {
        return new Gru(units, activation, f, useBias, resetAfter, starts, drops);
    }

    public Gru useBias(boolean use) {
        return new Gru(units, activation, recurrentActivation, use, resetAfter, starts, drops);
    }

    public Gru resetAfter(boolean after) {
        return new Gru(units, activation, recurrentActivation, useBias, after, starts, drops);
    }

    public Gru starts(Init kernel, Init recurrent, Init bias) {
        return new Gru(units, activation, recurrentActivation, useBias, resetAfter,
                new Starts(kernel, recurrent, bias), drops);
    }

    /// The share of x that is dropped in training; Keras's `dropout`.
    public Gru dropout(double rate) {
        return new Gru(units, activation, recurrentActivation, useBias, resetAfter, starts, drops.input(rate));
    }

    /// The share of h that is dropped in training on its way into the products; Keras's `recurrent_dropout`.
    public Gru recurrentDropout(double rate) {
        return new Gru(units, activation, recurrentActivation, useBias, resetAfter, starts, drops.recurrent(rate));
    }
}

package dev.rondo.cell;

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

/// Long short-term memory (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000). `c_t = f ∘ c_{t−1} + i ∘ g`
/// and `h_t = o ∘ tanh(c_t)`, with the gates `i, f, o = σ(W x_t + U h_{t−1} + b)` and the candidate
/// `g = tanh(W x_t + U h_{t−1} + b)`. Gates in Keras's order: input, forget, candidate, output. Keras: `LSTM`
/// (`keras/src/layers/rnn/lstm.py`); PyTorch: `LSTM`, whose two biases add up.
public record Lstm(int units, Activation activation, Activation recurrentActivation, boolean useBias,
        boolean unitForgetBias, Starts starts, Drops drops) implements Cell {
    public Lstm {
        Units.check("LSTM", units);
        activation.keepsSize("LSTM");
        recurrentActivation.keepsSize("LSTM");
    }

    public Lstm(int units) {
        this(units, Activation.TANH, Activation.SIGMOID, true, true, Starts.usual(), Drops.none());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var z = plus(drops.x(x, p.weight("kernel"), 4, p), drops.h(s.h(), p.weight("recurrent_kernel"), 4, p));
        if (useBias) z = plus(z, p.weight("bias"));
        var i = recurrentActivation.of(part(z, 0, 4));
        var f = recurrentActivation.of(part(z, 1, 4));
        var g = activation.of(part(z, 2, 4));
        var o = recurrentActivation.of(part(z, 3, 4));
        var c = plus(times(f, s.c()), times(i, g));
        return State.of(times(o, activation.of(c)), c);
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        list.add(Weight.of("kernel", starts.kernel(), inputs, 4 * units));
        list.add(Weight.of("recurrent_kernel", starts.recurrent(), units, 4 * units));
        if (useBias)
            list.add(
                    Weight.of("bias", unitForgetBias ? new ForgetBias(starts.bias(), 1, 4) : starts.bias(), 4 * units));
        return list;
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, units);
    }

    @Override
    public String title() {
        return "LSTM";
    }

    public Lstm activation(Activation f) {
        return new Lstm(units, f, recurrentActivation, useBias, unitForgetBias, starts, drops);
    }

    public Lstm recurrentActivation(Activation f) {
        return new Lstm(units, activation, f, useBias, unitForgetBias, starts, drops);
    }

    public Lstm useBias(boolean use) {
        return new Lstm(units, activation, recurrentActivation, use, unitForgetBias, starts, drops);
    }

    public Lstm unitForgetBias(boolean one) {
        return new Lstm(units, activation, recurrentActivation, useBias, one, starts, drops);
    }

    public Lstm starts(Init kernel, Init recurrent, Init bias) {
        return new Lstm(units, activation, recurrentActivation, useBias, unitForgetBias,
                new Starts(kernel, recurrent, bias), drops);
    }

    /// The share of x that is dropped in training; Keras's `dropout`.
    public Lstm dropout(double rate) {
        return new Lstm(units, activation, recurrentActivation, useBias, unitForgetBias, starts, drops.input(rate));
    }

    /// The share of h that is dropped in training on its way into the products; Keras's `recurrent_dropout`.
    public Lstm recurrentDropout(double rate) {
        return new Lstm(units, activation, recurrentActivation, useBias, unitForgetBias, starts, drops.recurrent(rate));
    }
}

package dev.rondo.cell;

import static dev.rondo.op.Ops.plus;

import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The vanilla recurrent network (Elman 1990): `h_t = tanh(W_x x_t + W_h h_{t−1} + b)`; without bias
/// `h_t = tanh(W_x x_t + W_h h_{t−1})`. Keras: `SimpleRNN` (`keras/src/layers/rnn/simple_rnn.py`); PyTorch: `RNN`.
public record SimpleRnn(int units, Activation activation, boolean useBias, Starts starts, Drops drops) implements Cell {
    public SimpleRnn {
        Units.check("SimpleRNN", units);
        activation.keepsSize("SimpleRNN");
    }

    public SimpleRnn(int units) {
        this(units, Activation.TANH, true, Starts.usual(), Drops.none());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var z = plus(drops.x(x, p.weight("kernel"), 1, p), drops.h(s.h(), p.weight("recurrent_kernel"), 1, p));
        return State.of(activation.of(useBias ? plus(z, p.weight("bias")) : z));
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        list.add(Weight.of("kernel", starts.kernel(), inputs, units));
        list.add(Weight.of("recurrent_kernel", starts.recurrent(), units, units));
        if (useBias) list.add(Weight.of("bias", starts.bias(), units));
        return list;
    }

    @Override
    public String title() {
        return "SimpleRNN";
    }

    public SimpleRnn activation(Activation f) {
        return new SimpleRnn(units, f, useBias, starts, drops);
    }

    public SimpleRnn useBias(boolean use) {
        return new SimpleRnn(units, activation, use, starts, drops);
    }

    public SimpleRnn starts(Init kernel, Init recurrent, Init bias) {
        return new SimpleRnn(units, activation, useBias, new Starts(kernel, recurrent, bias), drops);
    }

    /// The share of x that is dropped in training; Keras's `dropout`.
    public SimpleRnn dropout(double rate) {
        return new SimpleRnn(units, activation, useBias, starts, drops.input(rate));
    }

    /// The share of h that is dropped in training on its way into the products; Keras's `recurrent_dropout`.
    public SimpleRnn recurrentDropout(double rate) {
        return new SimpleRnn(units, activation, useBias, starts, drops.recurrent(rate));
    }
}

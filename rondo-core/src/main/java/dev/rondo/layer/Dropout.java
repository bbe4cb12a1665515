package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// Inverted dropout (Srivastava et al. 2014): in training each number is zeroed with probability `rate` and the rest is
/// divided by `1 − rate`; otherwise nothing happens. Keras: `Dropout`.
public record Dropout(double rate) implements Layer {
    public Dropout {
        Expect.rate("Dropout", "rate", rate);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        if (!pass.training() || rate == 0) return input;
        return input.with(Ops.drop((float) rate, pass.random("dropout"), pass.input(input.tensor())));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

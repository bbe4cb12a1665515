package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// An activation as a layer of its own. [Activation#GLU] halves the last axis, `[…, 2n]` to `[…, n]`; all others keep
/// the shape. Keras: `Activation`. From `keras/src/layers/activations/activation.py`.
public record ActivationLayer(Activation activation) implements Layer {
    @Override
    public Shape output(Shape input) {
        if (activation != Activation.GLU) return input;
        Expect.atLeastRank("Activation", input, 1, "[…, 2n] for GLU");
        if (input.last() == Shape.ANY) return input;
        if (input.last() % 2 != 0) {
            throw new RondoException("Activation: GLU halves the last axis, so its size must be even, got " + input);
        }
        return input.with(-1, input.last() / 2);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var x = pass.input(input.tensor());
        return input.with(activation == Activation.GLU ? Ops.glu(x) : activation.of(x));
    }

    /// The same along another axis, for those that work along one; negative ones count from the last.
    public ActivationAlong axis(int axis) {
        return new ActivationAlong(activation, axis);
    }

    @Override
    public String title() {
        return "Activation";
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

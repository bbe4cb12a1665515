package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;

/// The shape that a model takes, `[batch, …]`: Keras's `Input`, `input_shape` and, with a batch size,
/// `batch_input_shape`. It stands first and does nothing but check. From `keras/src/layers/core/input_layer.py`.
/// PyTorch: none.
public record Input(Shape shape) implements Layer {
    /// The same with a fixed batch size.
    public Input batch(int size) {
        Legal.atLeast(1, "InputLayer", "batch", size);
        return new Input(shape.with(0, size));
    }

    @Override
    public String title() {
        return "InputLayer";
    }

    /// An input of a graph; see [Symbol].
    public Symbol symbol() {
        return Symbol.input(this, shape);
    }

    /// The same under a name, by which a model with several inputs knows it.
    public Symbol symbol(String name) {
        return Symbol.input(new Named(name, this), shape);
    }

    @Override
    public Shape output(Shape input) {
        if (!shape.takes(input))
            throw new RondoException("InputLayer: expects %s, got shape %s".formatted(shape, input));
        var known = input;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.size(axis) != Shape.ANY) known = known.with(axis, shape.size(axis));
        }
        return known;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        // in a stream, one step comes at a time
        if (!pass.isStreaming()) output(input.shape());
        return input;
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// An activation along an axis that need not be the last: `activation(GLU).axis(1)` halves that axis,
/// `activation(SPARSEMAX).axis(1)` shares out over it. Not along the batch: examples do not know of each other. Keras:
/// the argument `axis` of its functions `glu`, `softmax`, `log_softmax` and `sparsemax`
/// (`keras/src/activations/activations.py`), which a `Lambda` puts into a model.
///
/// A mask of steps stays where steps do, and is refused where the axis is that of time: padding would be counted. For
/// softmax there is `softmax().axis(1)`, which leaves padding out.
public record ActivationAlong(Activation activation, int axis) implements Layer {
    public ActivationAlong {
        switch (activation) {
            case SOFTMAX, LOG_SOFTMAX, SPARSEMAX, GLU -> {}
            default -> throw new RondoException(
                    "Activation: %s works on each number by itself and has no axis".formatted(activation));
        }
    }

    @Override
    public Shape output(Shape input) {
        int at = at(input);
        if (activation != Activation.GLU || input.size(at) == Shape.ANY) return input;
        if (input.size(at) % 2 != 0) {
            throw new RondoException(
                    "Activation: GLU halves axis %d, so its size must be even, got %s".formatted(axis, input));
        }
        return input.with(at, input.size(at) / 2);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        int at = at(input.shape());
        if (at == 1 && input.shape().rank() > 2 && input.mask().present()) {
            throw new RondoException(
                    "Activation: %s along time would count padding; give it a sequence without a mask, or use softmax().axis(1)"
                            .formatted(activation));
        }
        var x = pass.input(input.tensor());
        return input.with(switch (activation) {
            case SOFTMAX -> Ops.softmax(x, at);
            case LOG_SOFTMAX -> Ops.logSoftmax(x, at);
            case SPARSEMAX -> Ops.sparsemax(x, at);
            default -> Ops.glu(x, at);
        });
    }

    private int at(Shape input) {
        return Axes.of("Activation", input, axis);
    }

    @Override
    public String title() {
        return "Activation";
    }

    @Override
    public Streaming streaming() {
        return axis == -1 ? Streaming.eachStep()
                : Streaming.refused("works along axis %d, which may be that of time".formatted(axis));
    }
}

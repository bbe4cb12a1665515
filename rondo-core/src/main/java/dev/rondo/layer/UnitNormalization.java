package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Each example, along the last axis or others, to length 1, `x / ‖x‖`; zeros stay. Keras: `UnitNormalization`
/// (`keras/src/layers/normalization/unit_normalization.py`); PyTorch: `functional.normalize`.
public record UnitNormalization(List<Integer> axes) implements Layer {
    /// Keras's; shorter vectors are not made longer than they were, divided by this.
    private static final float EPSILON = 1e-12f;

    public UnitNormalization {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape output(Shape input) {
        Axes.of("UnitNormalization", input, axes);
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var along = Axes.of("UnitNormalization", input.shape(), axes);
        return input.with(Axes.along(pass.input(input.tensor()), along, x -> Ops.unitNormalize(EPSILON, x)));
    }

    /// Along which axes; negative ones count from the last.
    public UnitNormalization axis(int... axes) {
        return new UnitNormalization(Axes.list(axes));
    }

    @Override
    public Streaming streaming() {
        return axes.equals(List.of(-1)) ? Streaming.eachStep()
                : Streaming.refused("works along the axes %s, which may be that of time".formatted(axes));
    }
}

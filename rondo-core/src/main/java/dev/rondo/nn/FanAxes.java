package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A [Init.VarianceScaling] whose fan in is the product of the sizes of some axes, and its fan out that of others. Keras:
/// `input_axes` and `output_axes` of the same initializers (`keras/src/initializers/random_initializers.py`), which count
/// only if both are given.
///
/// @param inputAxes the axes of the fan in; negative ones count from the last; none: 1
/// @param outputAxes those of the fan out
public record FanAxes(Init.VarianceScaling start, List<Integer> inputAxes, List<Integer> outputAxes) implements Init {
    public FanAxes {
        inputAxes = List.copyOf(inputAxes);
        outputAxes = List.copyOf(outputAxes);
    }

    /// Throws if an axis is not there.
    @Override
    public float[] draw(Shape shape, Key key) {
        return start.draw(shape, key, fan(shape, inputAxes), fan(shape, outputAxes));
    }

    private static double fan(Shape shape, List<Integer> axes) {
        double fan = 1;
        for (int axis : axes) {
            if (axis < -shape.rank() || axis >= shape.rank()) {
                throw new RondoException("VarianceScaling: a weight of shape %s has no axis %d".formatted(shape, axis));
            }
            fan *= shape.size(axis);
        }
        return fan;
    }
}

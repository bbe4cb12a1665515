package dev.rondo.nn;

import dev.rondo.Legal;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Vectors along some axes, those into a unit by default, are shortened to a length of at most `maxValue`,
/// `w · min(‖w‖, maxValue) / ‖w‖` (Srivastava et al. 2014, section 5.1). Keras: `MaxNorm`.
public record MaxNorm(double maxValue, List<Integer> axes) implements Constraint {
    public MaxNorm {
        Legal.notNegative("MaxNorm", "maxValue", maxValue);
        axes = List.copyOf(axes);
    }

    @Override
    public void apply(Shape shape, float[] w) {
        Norms.rescale("MaxNorm", shape, w, axes, norm -> Math.min(norm, maxValue));
    }

    /// Along which axes the vectors stand; negative ones count from the last.
    public MaxNorm axis(int... along) {
        return new MaxNorm(maxValue, Norms.axes(along));
    }
}

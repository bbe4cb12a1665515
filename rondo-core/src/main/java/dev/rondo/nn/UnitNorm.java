package dev.rondo.nn;

import dev.rondo.tensor.Shape;
import java.util.List;

/// Vectors along some axes, those into a unit by default, get the length 1, `w / ‖w‖`; those of zeros stay. Keras:
/// `UnitNorm`.
public record UnitNorm(List<Integer> axes) implements Constraint {
    public UnitNorm {
        axes = List.copyOf(axes);
    }

    @Override
    public void apply(Shape shape, float[] w) {
        Norms.rescale("UnitNorm", shape, w, axes, _ -> 1);
    }

    /// Along which axes the vectors stand; negative ones count from the last.
    public UnitNorm axis(int... along) {
        return new UnitNorm(Norms.axes(along));
    }
}

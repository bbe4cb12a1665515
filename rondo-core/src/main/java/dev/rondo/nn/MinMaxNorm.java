package dev.rondo.nn;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Vectors along some axes, those into a unit by default, get a length between `minValue` and `maxValue`; with a rate
/// below 1 they go that part of the way at each step: `w · (rate · clip(‖w‖, min, max) + (1 − rate) · ‖w‖) / ‖w‖`.
/// Keras: `MinMaxNorm`.
public record MinMaxNorm(double minValue, double maxValue, double rate, List<Integer> axes) implements Constraint {
    public MinMaxNorm {
        Legal.notNegative("MinMaxNorm", "minValue", minValue);
        Legal.notNegative("MinMaxNorm", "maxValue", maxValue);
        if (minValue > maxValue) {
            throw new RondoException(
                    "MinMaxNorm: minValue %s is above maxValue %s".formatted(minValue, maxValue));
        }
        Legal.fraction("MinMaxNorm", "rate", rate);
        axes = List.copyOf(axes);
    }

    @Override
    public void apply(Shape shape, float[] w) {
        Norms.rescale("MinMaxNorm", shape, w, axes,
                norm -> rate * Math.clamp(norm, minValue, maxValue) + (1 - rate) * norm);
    }

    /// Which part of the way to go at each step; 1 is all of it.
    public MinMaxNorm rate(double part) {
        return new MinMaxNorm(minValue, maxValue, part, axes);
    }

    /// Along which axes the vectors stand; negative ones count from the last.
    public MinMaxNorm axis(int... along) {
        return new MinMaxNorm(minValue, maxValue, rate, Norms.axes(along));
    }
}

package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Vectors along some axes, those into a unit by default, get a length between `minValue` and `maxValue`; with a rate
/// below 1 they go that part of the way at each step: `w · (rate · clip(‖w‖, min, max) + (1 − rate) · ‖w‖) / ‖w‖`.
/// Keras: `MinMaxNorm`.
public record MinMaxNorm(double minValue, double maxValue, double rate, List<Integer> axes) implements Constraint {
    public MinMaxNorm {
        Settings.notNegative("MinMaxNorm", "min_value", minValue);
        Settings.notNegative("MinMaxNorm", "max_value", maxValue);
        if (minValue > maxValue) {
            throw new RondoException(
                    "MinMaxNorm: min_value %s is above max_value %s".formatted(minValue, maxValue));
        }
        if (!(rate >= 0 && rate <= 1)) {
            throw new RondoException("MinMaxNorm: rate must be between 0 and 1, got " + rate);
        }
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

package dev.rondo.data;

import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Pieces of one series, copied out when they are asked for: however much the pieces overlap, the series is held once.
final class Cut {
    private Cut() {}

    /// From a series `[time, …]`, a piece for each first row: `steps` rows, each `by` rows after the one before (before it,
    /// if `by` is negative). `[pieces, steps, …]`
    static Tensor pieces(Tensor series, int[] first, int steps, int by) {
        int width = width(series);
        var out = new float[Math.multiplyExact(Math.multiplyExact(first.length, steps), width)];
        for (int i = 0, to = 0; i < first.length; i++)
            for (int t = 0; t < steps; t++, to += width)
                System.arraycopy(series.data(), (first[i] + t * by) * width, out, to, width);
        return Tensor.of(shape(series, first.length, steps), out);
    }

    private static int width(Tensor series) {
        return series.shape().size(0) == 0 ? 0 : series.data().length / series.shape().size(0);
    }

    private static Shape shape(Tensor series, int pieces, int steps) {
        return series.shape().with(0, steps).insert(0, pieces);
    }
}

package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// The lengths of the vectors that a weight is made of along some axes, and changing them.
final class Norms {
    /// Keras's `backend.epsilon()`, which it adds to a length before it divides by it.
    private static final double EPSILON = 1e-7;

    private Norms() {}

    /// Each vector times `wanted(length) / (length + ε)`. Throws for an axis that there is not.
    static void rescale(String who, Shape shape, float[] w, List<Integer> axes, DoubleUnaryOperator wanted) {
        int[] vector = vectorOf(who, shape, axes);
        var squares = new double[w.length == 0 ? 0 : Arrays.stream(vector).max().orElse(0) + 1];
        for (int i = 0; i < w.length; i++) squares[vector[i]] += (double) w[i] * w[i];
        var factor = new float[squares.length];
        for (int v = 0; v < factor.length; v++) {
            double norm = Math.sqrt(squares[v]);
            factor[v] = (float) (wanted.applyAsDouble(norm) / (EPSILON + norm));
        }
        for (int i = 0; i < w.length; i++) w[i] *= factor[vector[i]];
    }

    /// For each number, in order, which vector it is part of.
    private static int[] vectorOf(String who, Shape shape, List<Integer> axes) {
        int rank = shape.rank();
        var along = new boolean[rank];
        for (int axis : axes) {
            if (axis < -rank || axis >= rank) {
                throw new RondoException("%s: a weight of shape %s has no axis %d".formatted(who, shape, axis));
            }
            along[axis < 0 ? rank + axis : axis] = true;
        }
        var step = new int[rank];
        for (int axis = rank - 1, n = 1; axis >= 0; axis--) {
            step[axis] = along[axis] ? 0 : n;
            if (!along[axis]) n *= shape.size(axis);
        }
        var vector = new int[shape.count()];
        for (int i = 0; i < vector.length; i++) {
            int rest = i;
            for (int axis = rank - 1; axis >= 0; axis--) {
                vector[i] += rest % shape.size(axis) * step[axis];
                rest /= shape.size(axis);
            }
        }
        return vector;
    }

    static List<Integer> axes(int... axes) {
        return Arrays.stream(axes).boxed().toList();
    }
}

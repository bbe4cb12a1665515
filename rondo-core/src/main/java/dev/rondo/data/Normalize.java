package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;

/// Arrays whose vectors along one axis have length 1: `x / ‖x‖`, and vectors of length 0 stay. Keras's `utils.normalize`
/// (`keras/src/utils/numerical_utils.py`); in a model, the layer `unitNormalization`. PyTorch:
/// `nn.functional.normalize`.
///
/// Two differences, both of arrays of NumPy: along axis 0 Keras divides them by the lengths of the wrong vectors, or fails,
/// and of one vector it makes a matrix of one row. Here, as for Keras's tensors, axis 0 is an axis like any other, and the
/// shape stays.
public final class Normalize {
    private Normalize() {}

    /// Along the last axis, by the root of the sum of squares.
    public static Tensor normalize(Tensor x) { return normalize(x, -1, 2); }

    /// Along any axis, counted from the end if negative.
    ///
    /// @param order 2 for the root of the sum of squares, 1 for the sum of magnitudes, infinity for the largest of them,
    ///        or any other p above 0: `(Σ |x|^p)^(1/p)`
    public static Tensor normalize(Tensor x, int axis, double order) {
        int rank = x.shape().rank();
        int at = axis < 0 ? rank + axis : axis;
        if (at < 0 || at >= rank)
            throw new RondoException("normalize: shape %s has no axis %d".formatted(x.shape(), axis));
        Legal.check(order > 0, "normalize", "order", "above 0, or infinite", order);
        int size = x.shape().size(at);
        int inner = 1;
        for (int i = at + 1; i < rank; i++) inner *= x.shape().size(i);
        var y = x.data().clone();
        for (int start = 0; start < y.length; start += size * inner)
            for (int j = 0; j < inner; j++) divide(y, start + j, inner, size, order);
        return Tensor.of(x.shape(), y);
    }

    private static void divide(float[] y, int from, int step, int size, double order) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double magnitude = Math.abs(y[from + i * step]);
            sum = order == Double.POSITIVE_INFINITY ? Math.max(sum, magnitude) : sum + Math.pow(magnitude, order);
        }
        double norm = order == Double.POSITIVE_INFINITY ? sum : Math.pow(sum, 1 / order);
        if (norm == 0) return;
        for (int i = 0; i < size; i++) y[from + i * step] = (float) (y[from + i * step] / norm);
    }
}

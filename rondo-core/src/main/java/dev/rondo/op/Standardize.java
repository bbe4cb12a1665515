package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = (x − mean) / √(variance + ε)` over the last axis: what layer normalisation (Ba et al. 2016, arXiv:1607.06450) does
/// before it scales. The variance is that of the numbers themselves, not an estimate from them: over n, not n − 1.
public record Standardize(float epsilon) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("standardize", "x", in[0], 1);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        int columns = in[0].shape().last();
        for (int at = 0; at < y.length; at += columns) {
            double mean = mean(x, at, columns);
            double scale = scale(x, at, columns, mean);
            for (int i = at; i < at + columns; i++) y[i] = (float) ((x[i] - mean) * scale);
        }
    }

    /// Mean and deviation depend on x too: `dx = scale · (dy − mean(dy) − y · mean(dy ∘ y))`.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var x = in[0].data();
        var dx = g.of(in[0]);
        int columns = y.shape().last();
        for (int at = 0; at < dy.length; at += columns) {
            double sum = 0;
            double along = 0;
            for (int i = at; i < at + columns; i++) {
                sum += dy[i];
                along += (double) dy[i] * y.data()[i];
            }
            double scale = scale(x, at, columns, mean(x, at, columns));
            double level = sum / columns;
            double slant = along / columns;
            for (int i = at; i < at + columns; i++) dx[i] += (float) (scale * (dy[i] - level - y.data()[i] * slant));
        }
    }

    private static double mean(float[] x, int at, int columns) {
        double sum = 0;
        for (int i = at; i < at + columns; i++) sum += x[i];
        return sum / columns;
    }

    /// 1 / √(variance + ε)
    private double scale(float[] x, int at, int columns, double mean) {
        double sum = 0;
        for (int i = at; i < at + columns; i++) sum += (x[i] - mean) * (x[i] - mean);
        return 1 / Math.sqrt(sum / columns + epsilon);
    }
}

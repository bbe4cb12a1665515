package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = x / √(mean(x²) + ε)` over the last axis: what RMS normalisation (Zhang & Sennrich 2019, arXiv:1910.07467) does before
/// it scales.
public record RmsNormalize(float epsilon) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("rmsNormalize", "x", in[0], 1);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        int columns = in[0].shape().last();
        for (int at = 0; at < y.length; at += columns) {
            double scale = scale(in[0], at, machine);
            for (int i = at; i < at + columns; i++) y[i] = (float) (x[i] * scale);
        }
    }

    /// `dx = scale · (dy − y · mean(dy ∘ y))`
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        int columns = y.shape().last();
        for (int at = 0; at < dy.length; at += columns) {
            double along = 0;
            for (int i = at; i < at + columns; i++) along += (double) dy[i] * y.data()[i];
            double scale = scale(in[0], at, g.machine());
            double slant = along / columns;
            for (int i = at; i < at + columns; i++) dx[i] += (float) (scale * (dy[i] - y.data()[i] * slant));
        }
    }

    private double scale(Tensor x, int at, Machine machine) {
        int columns = x.shape().last();
        return 1 / Math.sqrt(machine.kernels().sumOfSquares(x.data(), at, at + columns) / columns + epsilon);
    }
}

package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = x / max(‖x‖, ε)` over the last axis: vectors of length 1. A vector of zeros stays one.
public record UnitNormalize(float epsilon) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("unitNormalize", "x", in[0], 1);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        int columns = in[0].shape().last();
        for (int at = 0; at < y.length; at += columns) {
            double norm = Math.max(norm(in[0], at, machine), epsilon);
            for (int i = at; i < at + columns; i++) y[i] = (float) (in[0].data()[i] / norm);
        }
    }

    /// `dx = (dy − y · Σ dy∘y) / ‖x‖`; below ε, where the length counts for nothing, `dx = dy / ε`.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        int columns = y.shape().last();
        for (int at = 0; at < dy.length; at += columns) {
            double norm = norm(in[0], at, g.machine());
            double along = 0;
            for (int i = at; i < at + columns && norm > epsilon; i++) along += (double) dy[i] * y.data()[i];
            for (int i = at; i < at + columns; i++)
                dx[i] += (float) ((dy[i] - y.data()[i] * along) / Math.max(norm, epsilon));
        }
    }

    private static double norm(Tensor x, int at, Machine machine) {
        return Math.sqrt(machine.kernels().sumOfSquares(x.data(), at, at + x.shape().last()));
    }
}

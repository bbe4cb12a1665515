package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;

/// The point of the simplex that is nearest to x, over the last axis: `y_i = max(x_i − τ, 0)` with τ such that they add
/// up to 1 (Martins & Astudillo 2016, arXiv:1602.02068). A softmax that gives small numbers nothing at all. PyTorch:
/// none.
public record Sparsemax() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("sparsemax", "x", in[0], 1);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        int columns = in[0].shape().last();
        for (int at = 0; at < y.length; at += columns) {
            double tau = tau(Arrays.copyOfRange(x, at, at + columns));
            for (int i = at; i < at + columns; i++) y[i] = (float) Math.max(x[i] - tau, 0);
        }
    }

    /// As long as a number is above the τ that it and all larger ones would give, it has a share.
    private static double tau(float[] row) {
        Arrays.sort(row);
        double sum = 0;
        double tau = 0;
        for (int k = 1; k <= row.length; k++) {
            float next = row[row.length - k];
            double with = (sum + next - 1) / k;
            if (next <= with) break;
            sum += next;
            tau = with;
        }
        return tau;
    }

    /// Those with a share get dy less its mean over them.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        int columns = y.shape().last();
        for (int at = 0; at < dy.length; at += columns) {
            double sum = 0;
            int count = 0;
            for (int i = at; i < at + columns; i++) {
                if (y.data()[i] <= 0) continue;
                sum += dy[i];
                count++;
            }
            for (int i = at; i < at + columns; i++) {
                if (y.data()[i] > 0) dx[i] += (float) (dy[i] - sum / count);
            }
        }
    }
}

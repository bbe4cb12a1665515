package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y_i = x_i − ln Σ_j e^x_j` over the last axis: the logarithm of [Softmax], exact where that is nearly 0. PyTorch:
/// `LogSoftmax`.
public record LogSoftmax() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("logSoftmax", "x", in[0], 1);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        int columns = in[0].shape().last();
        for (int at = 0; at < y.length; at += columns) {
            float max = machine.kernels().max(x, at, at + columns);
            double rest = Math.log(machine.kernels().sumExp(max, x, at, at + columns));
            for (int i = at; i < at + columns; i++) y[i] = (float) (x[i] - max - rest);
        }
    }

    /// `dx += dy − e^y Σ dy` over each row
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var k = g.machine().kernels();
        var dx = g.of(in[0]);
        int columns = y.shape().last();
        k.axpy(1, dy, dx, 0, dy.length);
        for (int at = 0; at < dy.length; at += columns) {
            double sum = 0;
            for (int i = at; i < at + columns; i++) sum += dy[i];
            k.addExp(-sum, 0, y.data(), dx, at, at + columns);
        }
    }
}

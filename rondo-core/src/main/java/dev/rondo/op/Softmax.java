package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y_i = e^x_i / Σ_j e^x_j` over the last axis. PyTorch: `Softmax`.
public record Softmax() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("softmax", "x", in[0], 1);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        machine.kernels().softmax(in[0].data(), y, in[0].shape().last(), 0, in[0].shape().rows());
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        g.machine().kernels().softmaxBack(y.data(), dy, g.of(in[0]), y.shape().last(), 0, y.shape().rows());
    }
}

package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = 1 / (1 + e^−x)`, the logistic function. PyTorch: `Sigmoid`.
public record Sigmoid() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        machine.kernels().sigmoid(in[0].data(), y, 0, y.length);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        g.machine().kernels().sigmoidBack(y.data(), dy, g.of(in[0]), 0, dy.length);
    }
}

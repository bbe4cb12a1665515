package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = a − b`, broadcast.
public record Minus() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return Broadcast.shape("minus", in[0], in[1]);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var shape = shape(in[0].shape(), in[1].shape());
        machine.kernels().subtract(Times.as(in[0], shape), Times.as(in[1], shape), y, 0, y.length);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        Plus.back(in[0], y, dy, g);
        if (!g.wants(in[1])) return;
        var negative = new float[dy.length];
        g.machine().kernels().scale(-1, dy, negative, 0, dy.length);
        Plus.back(in[1], y, negative, g);
    }
}

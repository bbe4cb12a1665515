package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = max(a, b)`, broadcast. Where both are equal, the gradient goes to a, as in TensorFlow.
public record Maximum() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return Broadcast.shape("maximum", in[0], in[1]);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var shape = shape(in[0].shape(), in[1].shape());
        var a = Times.as(in[0], shape);
        var b = Times.as(in[1], shape);
        for (int i = 0; i < y.length; i++) y[i] = Math.max(a[i], b[i]);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var a = Times.as(in[0], y.shape());
        var b = Times.as(in[1], y.shape());
        var part = new float[dy.length];
        if (g.wants(in[0])) {
            for (int i = 0; i < dy.length; i++) part[i] = a[i] >= b[i] ? dy[i] : 0;
            Plus.back(in[0], y, part, g);
        }
        if (g.wants(in[1])) {
            for (int i = 0; i < dy.length; i++) part[i] = a[i] >= b[i] ? 0 : dy[i];
            Plus.back(in[1], y, part, g);
        }
    }
}

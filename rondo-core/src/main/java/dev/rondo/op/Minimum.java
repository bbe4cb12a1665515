package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = min(a, b)`, broadcast; the way back: [Chosen].
public record Minimum() implements Chosen {
    @Override
    public Shape shape(Shape... in) {
        return Broadcast.shape("minimum", in[0], in[1]);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var shape = shape(in[0].shape(), in[1].shape());
        var a = Times.as(in[0], shape);
        var b = Times.as(in[1], shape);
        for (int i = 0; i < y.length; i++) y[i] = Math.min(a[i], b[i]);
    }
}

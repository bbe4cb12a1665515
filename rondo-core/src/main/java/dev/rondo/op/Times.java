package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = a ∘ b`, element by element (the Hadamard product), broadcast.
public record Times() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return Broadcast.shape("times", in[0], in[1]);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var shape = shape(in[0].shape(), in[1].shape());
        machine.kernels().multiply(as(in[0], shape), as(in[1], shape), y, 0, y.length);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        back(in[0], in[1], y, dy, g);
        back(in[1], in[0], y, dy, g);
    }

    /// `dx += dy ∘ other`
    private static void back(Tensor x, Tensor other, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(x)) return;
        var k = g.machine().kernels();
        var o = as(other, y.shape());
        if (x.shape().equals(y.shape())) {
            k.multiplyAdd(dy, o, g.of(x), 0, dy.length);
        } else {
            var d = new float[dy.length];
            k.multiply(dy, o, d, 0, dy.length);
            Broadcast.reduce(d, x.shape(), y.shape(), g.of(x));
        }
    }

    /// The numbers of `x`, repeated to `shape` where it is smaller.
    static float[] as(Tensor x, Shape shape) {
        return x.shape().equals(shape) ? x.data() : Broadcast.expand(x.data(), x.shape(), shape);
    }
}

package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = a + b`, broadcast.
public record Plus() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return Broadcast.shape("plus", in[0], in[1]);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var k = machine.kernels();
        Shape a = in[0].shape();
        Shape b = in[1].shape();
        if (a.equals(b)) {
            k.add(in[0].data(), in[1].data(), y, 0, y.length);
        } else if (Broadcast.isRow(b, a)) {
            System.arraycopy(in[0].data(), 0, y, 0, y.length);
            k.addRow(in[1].data(), y, 0, a.rows());
        } else {
            var shape = Broadcast.shape("plus", a, b);
            k.add(Broadcast.expand(in[0].data(), a, shape), Broadcast.expand(in[1].data(), b, shape), y, 0, y.length);
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        for (var x : in) back(x, y, dy, g);
    }

    static void back(Tensor x, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(x)) return;
        var k = g.machine().kernels();
        if (x.shape().equals(y.shape())) {
            k.axpy(1, dy, g.of(x), 0, dy.length);
        } else if (Broadcast.isRow(x.shape(), y.shape())) {
            k.sumRows(dy, y.shape().rows(), g.of(x));
        } else {
            Broadcast.reduce(dy, x.shape(), y.shape(), g.of(x));
        }
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// One axis `times` as long, with straight lines between its places: the centre of place i of the result lies at
/// `(i + ½) / times − ½` of the axis, and beyond its ends the axis stays as it is there. Twice, along rows and columns, it is
/// bilinear resizing with half-pixel centres, as in TensorFlow.
public record Stretch(int axis, int times) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.axis("stretch", in[0], axis);
        if (times < 1) throw new RondoException("stretch: at least 1 time is expected, got " + times);
        return in[0].with(axis, in[0].size(axis) * times);
    }

    /// Between which two places of the axis, and how near to the second.
    private record Between(int first, int second, float share) {}

    private Between between(int i, int size) {
        float at = (i + 0.5f) / times - 0.5f;
        int floor = (int) Math.floor(at);
        return new Between(Math.max(0, floor), Math.min(size - 1, floor + 1), at - floor);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        var from = new Slab(in[0].shape(), axis);
        var to = new Slab(shape(in[0].shape()), axis);
        for (int i = 0; i < to.size(); i++) {
            var p = between(i, from.size());
            for (int o = 0; o < to.outer(); o++) {
                int a = from.at(o, p.first);
                int b = from.at(o, p.second);
                int at = to.at(o, i);
                for (int j = 0; j < to.inner(); j++) y[at + j] = x[a + j] + p.share * (x[b + j] - x[a + j]);
            }
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        var to = new Slab(in[0].shape(), axis);
        var from = new Slab(y.shape(), axis);
        for (int i = 0; i < from.size(); i++) {
            var p = between(i, to.size());
            for (int o = 0; o < from.outer(); o++) {
                int a = to.at(o, p.first);
                int b = to.at(o, p.second);
                int at = from.at(o, i);
                for (int j = 0; j < from.inner(); j++) {
                    dx[a + j] += (1 - p.share) * dy[at + j];
                    dx[b + j] += p.share * dy[at + j];
                }
            }
        }
    }
}

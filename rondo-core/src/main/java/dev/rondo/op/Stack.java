package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Tensors of one shape as the places of a new axis: the outputs of all time steps as `[batch, time, units]`.
public record Stack(int axis) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        if (in.length == 0) throw new RondoException("stack: at least one tensor is expected");
        for (var s : in) Check.same("stack", in[0], s);
        if (axis < 0 || axis > in[0].rank()) {
            throw new RondoException("stack: no axis %d can be added to shape %s".formatted(axis, in[0]));
        }
        return in[0].insert(axis, in.length);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var s = new Slab(shape(shapes(in)), axis);
        for (int i = 0; i < in.length; i++) {
            for (int o = 0; o < s.outer(); o++) {
                System.arraycopy(in[i].data(), o * s.inner(), y, s.at(o, i), s.inner());
            }
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var s = new Slab(y.shape(), axis);
        for (int i = 0; i < in.length; i++) {
            if (!g.wants(in[i])) continue;
            var dx = g.of(in[i]);
            for (int o = 0; o < s.outer(); o++) {
                for (int j = 0; j < s.inner(); j++) dx[o * s.inner() + j] += dy[s.at(o, i) + j];
            }
        }
    }

    private static Shape[] shapes(Tensor[] in) {
        var shapes = new Shape[in.length];
        for (int i = 0; i < in.length; i++) shapes[i] = in[i].shape();
        return shapes;
    }
}

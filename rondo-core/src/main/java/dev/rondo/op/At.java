package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Place `i` of one axis, which goes away: one time step of `[batch, time, features]`, one row of a matrix.
public record At(int axis, int i) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.index("at", in[0], axis, i);
        return in[0].without(axis);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var s = new Slab(in[0].shape(), axis);
        for (int o = 0; o < s.outer(); o++) {
            System.arraycopy(in[0].data(), s.at(o, i), y, o * s.inner(), s.inner());
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var s = new Slab(in[0].shape(), axis);
        var dx = g.of(in[0]);
        for (int o = 0; o < s.outer(); o++) {
            for (int j = 0; j < s.inner(); j++) dx[s.at(o, i) + j] += dy[o * s.inner() + j];
        }
    }
}

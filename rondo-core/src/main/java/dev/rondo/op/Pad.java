package dev.rondo.op;

import dev.rondo.Legal;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Zeros before and after the places of one axis, `[…, n, …]` to `[…, before + n + after, …]`.
public record Pad(int axis, int before, int after) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.axis("pad", in[0], axis);
        Legal.atLeast(0, "pad", "before", before);
        Legal.atLeast(0, "pad", "after", after);
        return in[0].with(axis, before + in[0].size(axis) + after);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var from = new Slab(in[0].shape(), axis);
        var to = new Slab(shape(in[0].shape()), axis);
        for (int o = 0; o < from.outer(); o++) {
            System.arraycopy(in[0].data(), from.at(o, 0), y, to.at(o, before), from.size() * from.inner());
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var to = new Slab(in[0].shape(), axis);
        var from = new Slab(y.shape(), axis);
        var dx = g.of(in[0]);
        int run = to.size() * to.inner();
        for (int o = 0; o < to.outer(); o++) {
            for (int j = 0; j < run; j++) dx[to.at(o, 0) + j] += dy[from.at(o, before) + j];
        }
    }
}

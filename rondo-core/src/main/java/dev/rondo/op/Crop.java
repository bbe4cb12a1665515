package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// One axis without its first `before` and its last `after` places, of which at least one is left: `[…, n, …]` to
/// `[…, n − before − after, …]`.
public record Crop(int axis, int before, int after) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.axis("crop", in[0], axis);
        int left = in[0].size(axis) - before - after;
        if (before < 0 || after < 0 || left < 1) {
            throw new RondoException("crop: %d and %d places cannot be cut off axis %d of shape %s".formatted(before,
                    after, axis, in[0]));
        }
        return in[0].with(axis, left);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var from = new Slab(in[0].shape(), axis);
        var to = new Slab(shape(in[0].shape()), axis);
        for (int o = 0; o < to.outer(); o++) {
            System.arraycopy(in[0].data(), from.at(o, before), y, to.at(o, 0), to.size() * to.inner());
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var to = new Slab(in[0].shape(), axis);
        var from = new Slab(y.shape(), axis);
        var dx = g.of(in[0]);
        int run = from.size() * from.inner();
        for (int o = 0; o < from.outer(); o++) {
            for (int j = 0; j < run; j++) dx[to.at(o, before) + j] += dy[from.at(o, 0) + j];
        }
    }
}

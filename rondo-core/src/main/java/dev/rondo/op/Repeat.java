package dev.rondo.op;

import dev.rondo.Legal;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Each place of one axis several times, one after the other, `[…, n, …]` to `[…, n·times, …]`: `a b` to `a a b b`.
/// [Tile] makes `a b a b`.
public record Repeat(int axis, int times) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.axis("repeat", in[0], axis);
        Legal.atLeast(1, "repeat", "times", times);
        return in[0].with(axis, in[0].size(axis) * times);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var from = new Slab(in[0].shape(), axis);
        int n = from.inner();
        for (int i = 0; i < from.outer() * from.size(); i++) {
            for (int t = 0; t < times; t++) System.arraycopy(in[0].data(), i * n, y, (i * times + t) * n, n);
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var to = new Slab(in[0].shape(), axis);
        var dx = g.of(in[0]);
        int n = to.inner();
        for (int i = 0; i < to.outer() * to.size() * times; i++) {
            for (int j = 0, at = i / times * n; j < n; j++) dx[at + j] += dy[i * n + j];
        }
    }
}

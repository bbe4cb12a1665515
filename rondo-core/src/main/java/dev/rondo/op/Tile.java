package dev.rondo.op;

import dev.rondo.Legal;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// One axis repeated `times` times as a whole: `[a, b]` twice is `[a, b, a, b]`.
public record Tile(int axis, int times) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.axis("tile", in[0], axis);
        Legal.atLeast(1, "tile", "times", times);
        return in[0].with(axis, in[0].size(axis) * times);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var s = new Slab(in[0].shape(), axis);
        int run = s.size() * s.inner();
        for (int o = 0; o < s.outer(); o++) {
            for (int t = 0; t < times; t++) System.arraycopy(in[0].data(), o * run, y, (o * times + t) * run, run);
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var s = new Slab(in[0].shape(), axis);
        int run = s.size() * s.inner();
        var dx = g.of(in[0]);
        for (int o = 0; o < s.outer(); o++) {
            for (int t = 0; t < times; t++) {
                for (int j = 0; j < run; j++) dx[o * run + j] += dy[(o * times + t) * run + j];
            }
        }
    }
}

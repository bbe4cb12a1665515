package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// The mean of each window, channel by channel: x `[batch, places…, channels]` with one or two axes of places. Zeros that are
/// thought around an axis do not count, as in TensorFlow.
public record AveragePool(List<Windows> axes) implements Operation {
    public AveragePool {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape shape(Shape... in) {
        return Grid.shape("averagePool", in[0], axes, in[0].last());
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var xs = in[0].data();
        var x = Grid.of(in[0].shape());
        var to = Grid.of(shape(in[0].shape()));
        Split.each(machine, xs.length, x.batch(), b -> Pooled.over(axes, x, to, b, (at, r0, r1, s0, s1) -> {
            for (int r = r0; r < r1; r++) {
                for (int s = s0; s < s1; s++) {
                    int from = x.at(b, r, s);
                    for (int j = 0; j < x.channels(); j++) y[at + j] += xs[from + j];
                }
            }
            float count = (r1 - r0) * (s1 - s0);
            for (int j = 0; j < x.channels(); j++) y[at + j] /= count;
        }));
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        var x = Grid.of(in[0].shape());
        Split.each(g.machine(), dx.length, x.batch(),
                b -> Pooled.over(axes, x, Grid.of(y.shape()), b, (at, r0, r1, s0, s1) -> {
                    float share = 1f / ((r1 - r0) * (s1 - s0));
                    for (int r = r0; r < r1; r++) {
                        for (int s = s0; s < s1; s++) {
                            int to = x.at(b, r, s);
                            for (int j = 0; j < x.channels(); j++) dx[to + j] += share * dy[at + j];
                        }
                    }
                }));
    }
}

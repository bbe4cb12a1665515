package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// The largest number of each window, channel by channel: x `[batch, places…, channels]` with one or two axes of places. Zeros
/// that are thought around an axis do not count.
public record MaxPool(List<Windows> axes) implements Operation {
    public MaxPool {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape shape(Shape... in) {
        return Grid.shape("maxPool", in[0], axes, in[0].last());
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var xs = in[0].data();
        var x = Grid.of(in[0].shape());
        var to = Grid.of(shape(in[0].shape()));
        Split.each(machine, xs.length, x.batch(), b -> Pooled.over(axes, x, to, b, (at, r0, r1, s0, s1) -> {
            Arrays.fill(y, at, at + x.channels(), Float.NEGATIVE_INFINITY);
            for (int r = r0; r < r1; r++) {
                for (int s = s0; s < s1; s++) {
                    int from = x.at(b, r, s);
                    for (int j = 0; j < x.channels(); j++) y[at + j] = Math.max(y[at + j], xs[from + j]);
                }
            }
        }));
    }

    /// Of equal numbers the first in the window, row by row, gets all, as in TensorFlow.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var xs = in[0].data();
        var dx = g.of(in[0]);
        var x = Grid.of(in[0].shape());
        Split.each(g.machine(), xs.length, x.batch(), b -> {
            var given = new boolean[x.channels()];
            Pooled.over(axes, x, Grid.of(y.shape()), b, (at, r0, r1, s0, s1) -> {
                Arrays.fill(given, false);
                for (int r = r0; r < r1; r++) {
                    for (int s = s0; s < s1; s++) {
                        int from = x.at(b, r, s);
                        for (int j = 0; j < given.length; j++) {
                            if (given[j] || xs[from + j] != y.data()[at + j]) continue;
                            dx[from + j] += dy[at + j];
                            given[j] = true;
                        }
                    }
                }
            });
        });
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Axes in another order, such as `[a, b, c]` to `[a, c, b]`: axis `i` of the result is axis `axes.get(i)` of x, as in
/// NumPy's `transpose`.
public record Transpose(List<Integer> axes) implements Operation {
    public Transpose {
        axes = List.copyOf(axes);
        if (!axes.stream().sorted().toList().equals(IntStream.range(0, axes.size()).boxed().toList())) {
            throw new RondoException("transpose: the axes 0 to %d, each once, are expected, got %s"
                    .formatted(axes.size() - 1, axes));
        }
    }

    @Override
    public Shape shape(Shape... in) {
        Check.rank("transpose", "x", in[0], axes.size());
        return Shape.of(axes.stream().mapToInt(in[0]::size).toArray());
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        move(in[0].shape(), (x, i) -> y[i] = in[0].data()[x], y.length);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        move(in[0].shape(), (x, i) -> dx[x] += dy[i], dy.length);
    }

    private interface Pair {
        void at(int x, int y);
    }

    /// Goes through the result in order, the place in x beside the place in y.
    private void move(Shape in, Pair pair, int count) {
        int rank = axes.size();
        if (rank == 0) {
            pair.at(0, 0);
            return;
        }
        var strides = new int[rank];
        for (int axis = rank - 1, n = 1; axis >= 0; n *= in.size(axis--)) strides[axis] = n;
        var step = new int[rank];
        var size = new int[rank];
        for (int i = 0; i < rank; i++) {
            step[i] = strides[axes.get(i)];
            size[i] = in.size(axes.get(i));
        }
        int last = size[rank - 1];
        var at = new int[rank];
        for (int i = 0, from = 0; i < count; i += last) {
            for (int j = 0; j < last; j++) pair.at(from + j * step[rank - 1], i + j);
            for (int axis = rank - 2; axis >= 0; axis--) {
                from += step[axis];
                if (++at[axis] < size[axis]) break;
                from -= step[axis] * at[axis];
                at[axis] = 0;
            }
        }
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The numbers `from` (inclusive) to `to` (exclusive) of the last axis, `[…, n]` to `[…, to − from]`: one gate out of a
/// row of gates.
public record Part(int from, int to) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("part", "x", in[0], 1);
        if (from < 0 || from > to || to > in[0].last()) {
            throw new RondoException(
                    "part: %d to %d does not lie in the last axis of shape %s".formatted(from, to, in[0]));
        }
        return in[0].with(-1, to - from);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        int width = to - from;
        int columns = in[0].shape().last();
        int rows = in[0].shape().rows();
        for (int i = 0; i < rows; i++) System.arraycopy(in[0].data(), i * columns + from, y, i * width, width);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        int width = to - from;
        int columns = in[0].shape().last();
        int rows = in[0].shape().rows();
        var dx = g.of(in[0]);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < width; j++) dx[i * columns + from + j] += dy[i * width + j];
        }
    }
}

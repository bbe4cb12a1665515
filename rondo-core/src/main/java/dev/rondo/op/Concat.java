package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Tensors side by side along the last axis, `[…, a]` and `[…, b]` to `[…, a + b]`.
public record Concat() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        if (in.length == 0) throw new RondoException("concat: at least one tensor is expected");
        int width = 0;
        for (var s : in) {
            Check.atLeastRank("concat", "an input", s, 1);
            if (!s.without(-1).equals(in[0].without(-1))) {
                throw new RondoException("concat: shapes %s and %s differ before the last axis".formatted(in[0], s));
            }
            width += s.last();
        }
        return in[0].with(-1, width);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        int rows = in[0].shape().rows();
        int columns = rows == 0 ? 0 : y.length / rows;
        int at = 0;
        for (var x : in) {
            int width = x.shape().last();
            for (int i = 0; i < rows; i++) System.arraycopy(x.data(), i * width, y, i * columns + at, width);
            at += width;
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        int rows = y.shape().rows();
        int columns = y.shape().last();
        int at = 0;
        for (var x : in) {
            int width = x.shape().last();
            if (g.wants(x)) {
                var dx = g.of(x);
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < width; j++) dx[i * width + j] += dy[i * columns + at + j];
                }
            }
            at += width;
        }
    }
}

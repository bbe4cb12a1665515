package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;

/// Row by row one of two tensors `[batch, …]`: where `first[row]` is true the first, elsewhere the second. What a masked
/// step does with the state. With as many choices as the first axes have places, such as `batch · time`, a row is what
/// each of these holds.
public record Select(boolean[] first) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("select", "an input", in[0], 1);
        Check.same("select", in[0], in[1]);
        for (int axis = 0, rows = 1; axis < in[0].rank(); axis++) {
            rows *= in[0].size(axis);
            if (rows == first.length) return in[0];
        }
        throw new RondoException("select: %d choices for the rows of shape %s".formatted(first.length, in[0]));
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        int width = y.length / Math.max(1, first.length);
        for (int i = 0; i < first.length; i++) {
            System.arraycopy(in[first[i] ? 0 : 1].data(), i * width, y, i * width, width);
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        int width = dy.length / Math.max(1, first.length);
        for (int which = 0; which < 2; which++) {
            if (!g.wants(in[which])) continue;
            var dx = g.of(in[which]);
            for (int i = 0; i < first.length; i++) {
                if (first[i] != (which == 0)) continue;
                g.machine().kernels().axpy(1, dy, dx, i * width, (i + 1) * width);
            }
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Select s && Arrays.equals(first, s.first);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(first);
    }

    @Override
    public String toString() {
        return "Select[" + first.length + " rows]";
    }
}

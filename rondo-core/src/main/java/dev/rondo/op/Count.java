package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// How much there is of each number in a row: ids `[…, n]`, whole numbers below `depth`, and their weights `[…, n]`, to
/// `[…, depth]`: `y[i, ids[i, j]] += w[i, j]`. TensorFlow's `bincount` of rows, PyTorch's `scatter_add`.
public record Count(int depth) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("count", "ids", in[0], 1);
        Check.same("count", in[0], in[1]);
        return in[0].with(-1, depth);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        for (int i = 0; i < in[0].data().length; i++) y[place(in[0], i)] += in[1].data()[i];
    }

    /// `dw[i, j] = dy[i, ids[i, j]]`; ids have no gradient.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(in[1])) return;
        var dw = g.of(in[1]);
        for (int i = 0; i < dw.length; i++) dw[i] += dy[place(in[0], i)];
    }

    private int place(Tensor ids, int i) {
        int id = (int) ids.data()[i];
        if (id != ids.data()[i] || id < 0 || id >= depth) {
            throw new RondoException("count: id %s is not a whole number from 0 to %d".formatted(ids.data()[i],
                    depth - 1));
        }
        return i / ids.shape().last() * depth + id;
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Rows of a table: ids `[…]`, whole numbers, and table `[rows, columns]`, to `[…, columns]`.
public record Lookup() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.rank("lookup", "the table", in[1], 2);
        return in[0].insert(in[0].rank(), in[1].size(1));
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        int columns = in[1].shape().size(1);
        int rows = in[1].shape().size(0);
        var ids = in[0].data();
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(in[1].data(), row(ids[i], rows) * columns, y, i * columns, columns);
        }
    }

    /// Each row that was read gets what came back where it was read; ids have no gradient.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(in[1])) return;
        int columns = in[1].shape().size(1);
        var ids = in[0].data();
        var dTable = g.of(in[1]);
        for (int i = 0; i < ids.length; i++) {
            int to = ((int) ids[i]) * columns;
            for (int j = 0; j < columns; j++) dTable[to + j] += dy[i * columns + j];
        }
    }

    private static int row(float id, int rows) {
        int i = (int) id;
        if (i != id || i < 0 || i >= rows) {
            throw new RondoException("lookup: id %s is not a whole number from 0 to %d".formatted(
                    id == i ? String.valueOf(i) : String.valueOf(id), rows - 1));
        }
        return i;
    }
}

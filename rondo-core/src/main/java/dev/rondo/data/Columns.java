package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;

/// The same arithmetic for each column of a table `[rows, columns]` or of anything whose last axis are those columns, such
/// as windows `[batch, time, columns]`. A single column goes with any shape.
final class Columns {
    @FunctionalInterface
    interface Change {
        double of(double x, int column);
    }

    private Columns() {}

    static Tensor each(String who, Tensor x, int columns, Change change) {
        if (columns != 1 && (x.shape().rank() == 0 || x.shape().last() != columns))
            throw new RondoException(
                    "%s: fitted on %d columns, but got %s; the last axis must be those columns".formatted(
                            who, columns, x.shape()));
        var out = new float[x.data().length];
        for (int i = 0; i < out.length; i++) out[i] = (float) change.of(x.data()[i], i % columns);
        return Tensor.of(x.shape(), out);
    }

    /// How many columns the table `[rows, columns]`, or the one column `[rows]`, has; it must have rows and no holes.
    static int of(String who, Tensor table) {
        int rank = table.shape().rank();
        if (rank != 1 && rank != 2)
            throw new RondoException(who + ": fit takes [rows] or [rows, columns], but got " + table.shape());
        if (table.data().length == 0) throw new RondoException(who + ": nothing to fit on: " + table.shape());
        Missing.refuse(who, table);
        return rank == 1 ? 1 : table.shape().last();
    }

    static void known(String who, int column, int columns) {
        if (column < 0 || column >= columns)
            throw new RondoException("%s: no column %d; they go from 0 to %d".formatted(who, column, columns - 1));
    }
}

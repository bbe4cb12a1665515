package dev.rondo.train;

import dev.rondo.DataException;
import dev.rondo.tensor.Tensor;

/// Data that holds NaN or infinity is refused before it reaches a weight.
final class Finite {
    private Finite() {}

    /// @param rows the places that the rows of `t` have in the data
    static void check(Tensor t, String what, int[] rows) {
        var x = t.data();
        for (int i = 0; i < x.length; i++) {
            if (Float.isFinite(x[i])) continue;
            int row = rows[i / (x.length / rows.length)];
            throw new DataException("data: %s hold %s in row %d; clean the data (a masked step takes any number)"
                    .formatted(what, x[i], row));
        }
    }
}

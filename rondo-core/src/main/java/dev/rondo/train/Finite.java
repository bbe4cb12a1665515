package dev.rondo.train;

import dev.rondo.DataException;
import dev.rondo.tensor.Tensor;

/// Data that holds NaN or infinity is refused before it reaches a weight.
final class Finite {
    private Finite() {}

    static void check(Tensor t, String what) {
        var x = t.data();
        for (int i = 0; i < x.length; i++) {
            if (Float.isFinite(x[i])) continue;
            int row = i / Math.max(1, x.length / Math.max(1, t.shape().size(0)));
            throw new DataException("data: %s hold %s in row %d of a batch; clean the data, or mask such steps"
                    .formatted(what, x[i], row));
        }
    }
}

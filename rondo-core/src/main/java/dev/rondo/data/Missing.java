package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;

/// Where has a series a hole? A missing value (NaN) or an infinite one would turn every weight into NaN, so it is refused
/// before anything is cut, scaled or trained.
final class Missing {
    private Missing() {}

    /// Throws at the first number of `[rows, …]` that is not finite, with its row and its place in the row.
    static void refuse(String who, Tensor rows) {
        if (rows.shape().rank() == 0)
            throw new RondoException(who + ": one number; rows [rows, …] are expected");
        float[] data = rows.data();
        for (int i = 0; i < data.length; i++) {
            if (Float.isFinite(data[i])) continue;
            int width = Math.max(1, data.length / Math.max(1, rows.shape().size(0)));
            throw new RondoException("%s: row %d%s is %s; fill it in or leave its row out".formatted(who, i / width,
                    rows.shape().rank() == 1 ? "" : ", column " + i % width, data[i]));
        }
    }
}

package dev.rondo.data;

import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Series whose numbers say where they stand: row · 10 + column, as in golden/vocabulary_data.py.
final class Series {
    private Series() {}

    /// `[rows]` for 0 columns, else `[rows, columns]`.
    static Tensor of(int rows, int columns) {
        if (columns == 0) return Tensor.of(Shape.of(rows), of(rows, 1).data());
        var t = Tensor.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) t.data()[i] = i / columns * 10 + i % columns;
        return t;
    }

    /// A target a row: 5 more than the row says.
    static Tensor targets(int rows) {
        var t = of(rows, 0);
        for (int i = 0; i < rows; i++) t.data()[i] += 5;
        return t;
    }

    static int[] all(Dataset data) {
        return Order.asGiven(data.size(), data.size()).getFirst();
    }
}

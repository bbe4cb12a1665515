package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.List;

/// `[batch, columns, channels]` or `[batch, rows, columns, channels]` as the latter: a line is a picture of one row.
record Grid(int batch, int rows, int columns, int channels) {
    private static final Slide ONE = Slide.of(1, 1, Padding.VALID);

    static Grid of(Shape s) {
        return new Grid(s.size(0), s.rank() == 3 ? 1 : s.size(1), s.size(-2), s.last());
    }

    int at(int b, int row, int column) {
        return ((b * rows + row) * columns + column) * channels;
    }

    int places() {
        return rows * columns;
    }

    /// What slides down the rows.
    static Windows down(List<? extends Windows> axes) {
        return axes.size() == 1 ? ONE : axes.getFirst();
    }

    /// What slides across the columns.
    static Windows across(List<? extends Windows> axes) {
        return axes.getLast();
    }

    /// The shape that windows leave of `x`, with this many channels. Throws if one does not fit.
    static Shape shape(String who, Shape x, List<? extends Windows> axes, int channels) {
        if (axes.isEmpty() || axes.size() > 2) {
            throw new RondoException("%s: windows over 1 or 2 axes are expected, got %d".formatted(who, axes.size()));
        }
        Check.rank(who, "x", x, axes.size() + 2);
        var y = x.with(-1, channels);
        for (int i = 0; i < axes.size(); i++) {
            int places = axes.get(i).places(x.size(i + 1));
            if (places < 1) {
                throw new RondoException("%s: %s does not fit into axis %d of shape %s".formatted(who, axes.get(i),
                        i + 1, x));
            }
            y = y.with(i + 1, places);
        }
        return y;
    }
}

package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// What a forecast is to say about a series: some steps that follow a window. Keras, PyTorch: none.
///
/// @param steps how many steps are forecast
/// @param ahead how many steps after the window's last one the first of them lies; 1 is the very next
/// @param columns which columns of the series `[time, columns]` are forecast, in this order; empty: whole rows
/// @param single whether the only column is meant as a number a step, not as a row of one
public record Horizon(int steps, int ahead, List<Integer> columns, boolean single) {
    public Horizon {
        Legal.atLeast(1, "windows", "horizon", steps);
        Legal.atLeast(1, "windows", "ahead", ahead);
        columns = List.copyOf(columns);
    }

    /// How many steps after a window's last one the forecast ends.
    int reach() { return ahead + steps - 1; }

    void fits(Tensor series) {
        if (columns.isEmpty()) return;
        if (series.shape().rank() != 2)
            throw new RondoException("windows: columns of a series %s; columns are chosen from [time, columns]"
                    .formatted(series.shape()));
        for (int c : columns)
            if (c < 0 || c >= series.shape().last())
                throw new RondoException("windows: column %d of a series with columns 0 to %d".formatted(c,
                        series.shape().last() - 1));
    }

    /// The steps after windows whose last rows are these: `[windows, steps, …]`, `[windows, steps]` for a single column.
    Tensor targets(Tensor series, int[] last, int by) {
        var first = Arrays.stream(last).map(row -> row + ahead * by).toArray();
        var rows = Cut.pieces(series, first, steps, by);
        return columns.isEmpty() ? rows : chosen(rows);
    }

    private Tensor chosen(Tensor rows) {
        int width = rows.shape().last();
        int n = columns.size();
        var out = new float[rows.shape().rows() * n];
        for (int i = 0; i < out.length; i++) out[i] = rows.data()[i / n * width + columns.get(i % n)];
        return Tensor.of(single ? rows.shape().without(-1) : rows.shape().with(-1, n), out);
    }
}

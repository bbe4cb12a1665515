package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Each column to a range, 0 to 1 by default: scikit-learn's `MinMaxScaler`.
/// `z = from + (x − min) / (max − min) · (to − from)` with the smallest and the largest number of the rows it was fitted on.
/// A column that never changes becomes `from`. Numbers beyond those seen leave the range, unless [#clip] holds them.
///
/// Fit on the training part alone. Throws if a number is missing, with its row.
///
/// @param min the smallest number of each column
/// @param max the largest number of each column
/// @param from where the range begins; 0 by default
/// @param to where the range ends; 1 by default
/// @param clip whether numbers beyond those seen are put to the ends of the range; false by default
public record MinMaxScaler(List<Double> min, List<Double> max, double from, double to, boolean clip) {
    public MinMaxScaler {
        min = List.copyOf(min);
        max = List.copyOf(max);
        if (!(from < to))
            throw new RondoException(
                    "minMaxScaler: a range from %s to %s; give the smaller number first".formatted(from, to));
    }

    /// From rows `[rows, columns]`, or one column `[rows]`.
    public static MinMaxScaler fit(Tensor table) {
        int columns = Columns.of("minMaxScaler", table);
        var min = new ArrayList<Double>();
        var max = new ArrayList<Double>();
        for (int c = 0; c < columns; c++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = c; i < table.data().length; i += columns) {
                low = Math.min(low, table.data()[i]);
                high = Math.max(high, table.data()[i]);
            }
            min.add(low);
            max.add(high);
        }
        return new MinMaxScaler(min, max, 0, 1, false);
    }

    /// scikit-learn's `feature_range=(from, to)`.
    public MinMaxScaler range(double first, double last) { return new MinMaxScaler(min, max, first, last, clip); }

    public MinMaxScaler clip(boolean hold) { return new MinMaxScaler(min, max, from, to, hold); }

    /// The scaler of one column, which takes any shape: what brings forecasts of that column back.
    public MinMaxScaler column(int column) {
        Columns.known("minMaxScaler", column, min.size());
        return new MinMaxScaler(List.of(min.get(column)), List.of(max.get(column)), from, to, clip);
    }

    /// `[…, columns]`; any shape if there is one column.
    public Tensor transform(Tensor x) {
        return Columns.each("minMaxScaler", x, min.size(), (v, c) -> {
            double z = from + (v - min.get(c)) / span(c) * (to - from);
            return clip ? Math.clamp(z, from, to) : z;
        });
    }

    /// What [#transform] was given, but for what was clipped.
    public Tensor inverse(Tensor z) {
        return Columns.each("minMaxScaler", z, min.size(), (v, c) -> min.get(c) + (v - from) / (to - from) * span(c));
    }

    private double span(int column) {
        double span = max.get(column) - min.get(column);
        // scikit-learn's bound: a column that hardly changes is left alone rather than blown up
        return span < 10 * Math.ulp(1.0) ? 1 : span;
    }
}

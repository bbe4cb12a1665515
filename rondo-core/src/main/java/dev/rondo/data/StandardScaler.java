package dev.rondo.data;

import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Each column to mean 0 and standard deviation 1: scikit-learn's `StandardScaler`. `z = (x − mean) / scale`, with the
/// mean and the (population) standard deviation of the rows it was fitted on. A column that never changes keeps scale 1.
///
/// Fit on the training part alone: numbers of the test part must not leak into training. Sums run in double precision.
/// Throws if a number is missing, with its row (scikit-learn leaves such numbers out).
///
/// @param mean what is taken off, one number a column
/// @param scale what is divided by, one number a column
public record StandardScaler(List<Double> mean, List<Double> scale) {
    private static final double EPSILON = Math.ulp(1.0);

    public StandardScaler {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
    }

    /// From rows `[rows, columns]`, or one column `[rows]`.
    public static StandardScaler fit(Tensor table) {
        int columns = Columns.of("standardScaler", table);
        var mean = new ArrayList<Double>();
        var scale = new ArrayList<Double>();
        for (int c = 0; c < columns; c++) {
            double m = mean(table.data(), c, columns);
            mean.add(m);
            scale.add(scale(table.data(), c, columns, m));
        }
        return new StandardScaler(mean, scale);
    }

    private static double mean(float[] data, int column, int columns) {
        int rows = data.length / columns;
        double sum = 0;
        for (int i = column; i < data.length; i += columns) sum += data[i];
        return sum / rows;
    }

    private static double scale(float[] data, int column, int columns, double mean) {
        double squares = 0;
        for (int i = column; i < data.length; i += columns) squares += (data[i] - mean) * (data[i] - mean);
        int n = data.length / columns;
        double variance = squares / n;
        // scikit-learn's bound for "constant, but for rounding": Chan, Golub & LeVeque 1983
        double rounding = n * EPSILON * variance + Math.pow(n * mean * EPSILON, 2);
        return variance <= rounding ? 1 : Math.sqrt(variance);
    }

    /// `with_mean=False`: numbers are divided only.
    public StandardScaler withoutMean() { return new StandardScaler(Collections.nCopies(mean.size(), 0.0), scale); }

    /// `with_std=False`: numbers are moved only.
    public StandardScaler withoutStd() { return new StandardScaler(mean, Collections.nCopies(scale.size(), 1.0)); }

    /// The scaler of one column, which takes any shape: what brings forecasts of that column back.
    public StandardScaler column(int column) {
        Columns.known("standardScaler", column, mean.size());
        return new StandardScaler(List.of(mean.get(column)), List.of(scale.get(column)));
    }

    /// `[…, columns]`; any shape if there is one column.
    public Tensor transform(Tensor x) {
        return Columns.each("standardScaler", x, mean.size(), (v, c) -> (v - mean.get(c)) / scale.get(c));
    }

    /// What [#transform] was given.
    public Tensor inverse(Tensor z) {
        return Columns.each("standardScaler", z, mean.size(), (v, c) -> v * scale.get(c) + mean.get(c));
    }
}

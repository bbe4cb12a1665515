package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.stream.IntStream;

/// A series cut in the order of time: the past to train on, what follows to validate, the end to test. No row is in two
/// parts, so no window cut from a part ([Windows]) has seen another part. Scale with numbers of the training part alone:
///
/// ```java
/// var parts = ChronologicalSplit.of(series.shape().size(0), 0.7, 0.2);
/// var scaler = StandardScaler.fit(parts.train(series));
/// var train = Windows.of(scaler.transform(parts.train(series)), 24).horizon(6);
/// var test = Windows.of(scaler.transform(parts.test(series)), 24).horizon(6);
/// ```
///
/// @param rows how many rows there are
/// @param train how many of them, the first, are for training
/// @param validation how many after those are for validation; may be 0
/// @param gap how many rows are left out between two parts, so that neighbours in time are not in both; 0 by default
public record ChronologicalSplit(int rows, int train, int validation, int gap) {
    public ChronologicalSplit {
        if (train < 1 || validation < 0 || gap < 0 || testFrom(train, validation, gap) >= rows)
            throw new RondoException(
                    ("split: %d rows for training, %d for validation and gaps of %d leave nothing to train or "
                            + "to test on of %d rows").formatted(train, validation, gap, rows));
    }

    /// Shares of the rows, such as 0.7 and 0.2; the rest is for testing. Parts of rows are cut off.
    public static ChronologicalSplit of(int rows, double train, double validation) {
        if (!(train > 0 && validation >= 0 && train + validation < 1))
            throw new RondoException(
                    "split: shares %s and %s; give a positive share for training and leave some for the test"
                            .formatted(train, validation));
        // a hair more, since 0.7 × 10 is 7 to everyone but a computer
        return new ChronologicalSplit(rows, (int) (rows * train + 1e-9), (int) (rows * validation + 1e-9), 0);
    }

    public ChronologicalSplit gap(int rowsBetween) {
        return new ChronologicalSplit(rows, train, validation, rowsBetween);
    }

    /// The rows `[train, …]` of a series `[rows, …]`.
    public Tensor train(Tensor series) { return part(series, 0, train); }

    public Tensor validation(Tensor series) {
        return part(series, train + gap, train + gap + validation);
    }

    public Tensor test(Tensor series) { return part(series, testFrom(train, validation, gap), rows); }

    private static int testFrom(int train, int validation, int gap) {
        return train + gap + (validation == 0 ? 0 : validation + gap);
    }

    private Tensor part(Tensor series, int from, int to) {
        if (series.shape().size(0) != rows)
            throw new RondoException("split: made for %d rows, but the series is %s".formatted(rows, series.shape()));
        return Examples.gather(series, IntStream.range(from, to).toArray());
    }
}

package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import dev.rondo.nn.Mask;

/// The rows before each row: Keras's old `TimeseriesGenerator`. Sample i belongs to the row
/// `r = startIndex + length + i·stride`: it is made of `data[r − length], data[r − length + rate] …` **before** r, and its
/// target is `targets[r]`. ([Windows], Keras's newer word, takes the target at a window's first row instead, and counts its
/// length in steps taken, not in rows spanned.)
///
/// ```java
/// var next = TimeseriesGenerator.of(series, series, 10);    // ten values in, the eleventh out
/// ```
///
/// Keras's `shuffle=True` draws rows with repetition; here `fit`'s `shuffle(true)` takes each once an epoch.
///
/// @param data `[time, …]`
/// @param targets `[time, …]`, one for each row of `data`
/// @param length how many rows a sample spans
/// @param samplingRate every how many of them it takes one; `⌈length / rate⌉` steps; 1 by default
/// @param stride how many rows lie between two samples; 1 by default
/// @param startIndex the first row used; 0 by default
/// @param endIndex the last row used as a target; absent: the last of all
/// @param reverse whether a sample's steps run backwards in time; false by default
public record TimeseriesGenerator(Tensor data, Tensor targets, int length, int samplingRate, int stride, int startIndex,
        OptionalInt endIndex, boolean reverse) implements Dataset {
    public TimeseriesGenerator {
        int rows = data.shape().size(0);
        if (targets.shape().size(0) != rows)
            throw new RondoException(
                    "timeseriesGenerator: %d rows, but %d targets; give one target a row".formatted(rows,
                            targets.shape().size(0)));
        Legal.atLeast(1, "timeseriesGenerator", "length", length);
        Legal.atLeast(1, "timeseriesGenerator", "samplingRate", samplingRate);
        Legal.atLeast(1, "timeseriesGenerator", "stride", stride);
        int end = endIndex.orElse(rows - 1);
        if (startIndex < 0 || end >= rows || (long) startIndex + length > end)
            throw new RondoException(("timeseriesGenerator: no row is left for a target: startIndex %d + length %d, "
                    + "endIndex %d, %d rows").formatted(startIndex, length, end, rows));
    }

    /// Throws if a number is missing, with its row.
    public static TimeseriesGenerator of(Tensor data, Tensor targets, int length) {
        Missing.refuse("timeseriesGenerator: data", data);
        Missing.refuse("timeseriesGenerator: targets", targets);
        return new TimeseriesGenerator(data, targets, length, 1, 1, 0, OptionalInt.empty(), false);
    }

    public TimeseriesGenerator samplingRate(int rows) {
        return new TimeseriesGenerator(data, targets, length, rows, stride, startIndex, endIndex, reverse);
    }

    public TimeseriesGenerator stride(int rows) {
        return new TimeseriesGenerator(data, targets, length, samplingRate, rows, startIndex, endIndex, reverse);
    }

    public TimeseriesGenerator startIndex(int row) {
        return new TimeseriesGenerator(data, targets, length, samplingRate, stride, row, endIndex, reverse);
    }

    public TimeseriesGenerator endIndex(int row) {
        return new TimeseriesGenerator(data, targets, length, samplingRate, stride, startIndex, OptionalInt.of(row),
                reverse);
    }

    public TimeseriesGenerator reverse(boolean backwards) {
        return new TimeseriesGenerator(data, targets, length, samplingRate, stride, startIndex, endIndex, backwards);
    }

    @Override
    public int size() {
        return (endIndex.orElse(data.shape().size(0) - 1) - startIndex - length) / stride + 1;
    }

    @Override
    public Batch batch(int[] rows) {
        int steps = (length + samplingRate - 1) / samplingRate;
        var current = Arrays.stream(rows).map(this::current).toArray();
        int first = reverse ? (steps - 1) * samplingRate - length : -length;
        var x = Cut.pieces(data, Arrays.stream(current).map(r -> r + first).toArray(), steps,
                reverse ? -samplingRate : samplingRate);
        return new Batch(x, Mask.none(), Examples.gather(targets, current), Optional.empty());
    }

    private int current(int sample) {
        if (sample < 0 || sample >= size())
            throw new RondoException(
                    "timeseriesGenerator: no sample " + sample + "; they go from 0 to " + (size() - 1));
        return startIndex + length + sample * stride;
    }
}

package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Windows that slide over a series: Keras's `timeseries_dataset_from_array`. The series `[time, …]` is held once; a
/// window is cut when a batch asks for it.
///
/// ```java
/// var year = Windows.of(load, 24 * 7).horizon(24, 0);       // a week in, the next 24 hours of column 0 out
/// var known = Windows.of(data, targets, 10).sequenceStride(3);
/// ```
///
/// Window i is made of the rows `start + i·stride + t·rate` for t from 0 to `sequenceLength` − 1, `[sequenceLength, …]`.
/// Its target is, as in Keras, the row of `targets` at the window's **first** row: shift targets to say more. Or it is what
/// follows in the series itself ([#horizon]). Without either there are only inputs, for `predict`.
///
/// Batches and their order are `fit`'s: `batchSize(…)`, `shuffle(…)`. Cut a series with [ChronologicalSplit] before it is
/// windowed; windows of one series overlap, and a random part of them would know the others' answers.
///
/// PyTorch: `tensor.unfold(0, length, stride)`, without rate and targets.
///
/// @param data the series, `[time]` or `[time, …]`
/// @param targets a target for each row of the series, absent without
/// @param sequenceLength how many steps a window has
/// @param sequenceStride how many rows after the one before it a window starts; 1 by default
/// @param samplingRate every how many rows a window takes one; 1 by default
/// @param startIndex the first row used; 0 by default
/// @param endIndex the row before which all used rows lie; absent: all. Keras refuses the number of rows itself, and so
///        does this
public record Windows(Tensor data, Optional<Tensor> targets, int sequenceLength, int sequenceStride, int samplingRate,
        int startIndex, OptionalInt endIndex, Optional<Horizon> horizon) implements Dataset {

    public Windows {
        int rows = data.shape().size(0);
        Legal.atLeast(1, "windows", "sequenceLength", sequenceLength);
        Legal.atLeast(1, "windows", "sequenceStride", sequenceStride);
        Legal.atLeast(1, "windows", "samplingRate", samplingRate);
        within("sequenceStride", sequenceStride, rows);
        within("samplingRate", samplingRate, rows);
        within("startIndex", startIndex, rows);
        Legal.atLeast(0, "windows", "startIndex", startIndex);
        if (endIndex.isPresent()) {
            within("endIndex", endIndex.getAsInt(), rows);
            if (endIndex.getAsInt() <= startIndex)
                throw new RondoException("windows: endIndex %d does not lie behind startIndex %d"
                        .formatted(endIndex.getAsInt(), startIndex));
        }
        if (targets.isPresent() && horizon.isPresent())
            throw new RondoException("windows: give targets or a horizon, not both");
        horizon.ifPresent(h -> h.fits(data));
    }

    /// Inputs alone, or the beginning of a forecast: [#horizon]. Throws if a number is missing, with its row.
    public static Windows of(Tensor data, int sequenceLength) {
        Missing.refuse("windows: the series", data);
        return new Windows(data, Optional.empty(), sequenceLength, 1, 1, 0, OptionalInt.empty(), Optional.empty());
    }

    /// With a target `targets[i]` for the window that starts at row i. Throws if a number is missing, with its row.
    public static Windows of(Tensor data, Tensor targets, int sequenceLength) {
        Missing.refuse("windows: the targets", targets);
        var inputs = of(data, sequenceLength);
        return new Windows(data, Optional.of(targets), sequenceLength, 1, 1, 0, inputs.endIndex, Optional.empty());
    }

    public Windows sequenceStride(int rows) {
        return new Windows(data, targets, sequenceLength, rows, samplingRate, startIndex, endIndex, horizon);
    }

    public Windows samplingRate(int rows) {
        return new Windows(data, targets, sequenceLength, sequenceStride, rows, startIndex, endIndex, horizon);
    }

    public Windows startIndex(int row) {
        return new Windows(data, targets, sequenceLength, sequenceStride, samplingRate, row, endIndex, horizon);
    }

    public Windows endIndex(int row) {
        return new Windows(data, targets, sequenceLength, sequenceStride, samplingRate, startIndex, OptionalInt.of(row),
                horizon);
    }

    /// Forecast the next `steps` steps of all columns: targets `[batch, steps, …]`. Steps are `samplingRate` rows apart, as
    /// they are in the window. Not in Keras.
    public Windows horizon(int steps) { return forecast(new Horizon(steps, 1, List.of(), false)); }

    /// Forecast one column of a series `[time, columns]`: targets `[batch, steps]`, what `dense(steps)` puts out.
    public Windows horizon(int steps, int column) { return forecast(new Horizon(steps, 1, List.of(column), true)); }

    /// Forecast some columns of a series `[time, columns]`: targets `[batch, steps, columns]`.
    public Windows horizon(int steps, List<Integer> columns) {
        if (columns.isEmpty()) throw new RondoException("windows: a horizon of no columns; give at least one");
        return forecast(new Horizon(steps, 1, columns, false));
    }

    /// The forecast begins this many steps after the window's last one; 1, the very next, by default.
    public Windows ahead(int steps) {
        var h = horizon
                .orElseThrow(() -> new RondoException("windows: ahead(…) belongs to a forecast; give a horizon"));
        return forecast(new Horizon(h.steps(), steps, h.columns(), h.single()));
    }

    private Windows forecast(Horizon h) {
        return new Windows(data, targets, sequenceLength, sequenceStride, samplingRate, startIndex, endIndex,
                Optional.of(h));
    }

    /// How many windows there are. Throws if there is none (Keras gives an empty data set).
    @Override
    public int size() {
        int end = endIndex.orElse(data.shape().size(0));
        int reach = horizon.map(Horizon::reach).orElse(0);
        long places = end - startIndex - (sequenceLength - 1L + reach) * samplingRate;
        if (places <= 0)
            throw new RondoException(
                    "windows: %d steps%s at rate %d do not fit into rows %d to %d; give a longer series or "
                            .formatted(sequenceLength, reach == 0 ? "" : " and " + reach + " ahead", samplingRate,
                                    startIndex,
                                    end - 1)
                            + "shorter windows");
        if (targets.isPresent()) places = Math.min(places, targets.get().shape().size(0));
        return (int) ((places + sequenceStride - 1) / sequenceStride);
    }

    @Override
    public Batch batch(int[] rows) {
        int size = size();
        var first = Arrays.stream(rows).map(i -> place(i, size)).toArray();
        var x = Cut.pieces(data, first, sequenceLength, samplingRate);
        return new Batch(List.of(Signal.of(x)), targets(first).map(Target::of).stream().toList());
    }

    private Optional<Tensor> targets(int[] first) {
        if (targets.isPresent()) return targets.map(all -> Examples.gather(all, haveTargets(first, all)));
        int span = (sequenceLength - 1) * samplingRate;
        return horizon.map(h -> h.targets(data, Arrays.stream(first).map(f -> f + span).toArray(), samplingRate));
    }

    private int place(int window, int size) {
        if (window < 0 || window >= size)
            throw new RondoException("windows: no window " + window + "; they go from 0 to " + (size - 1));
        return startIndex + window * sequenceStride;
    }

    private static int[] haveTargets(int[] first, Tensor all) {
        for (int row : first)
            if (row >= all.shape().size(0))
                throw new RondoException(
                        "windows: the window at row %d has no target, there are %d; give more targets or an "
                                .formatted(row, all.shape().size(0)) + "earlier endIndex");
        return first;
    }

    private static void within(String option, int value, int rows) {
        if (value >= rows)
            throw new RondoException("windows: %s %d, but the series has %d rows; give less".formatted(option, value,
                    rows));
    }
}

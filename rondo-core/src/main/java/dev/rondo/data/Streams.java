package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// One long sequence read by several readers at once, piece by piece: truncated backpropagation through time. The sequence
/// is cut into `streams` parts of equal length; batch b holds steps `b·steps` to `(b + 1)·steps` − 1 of every part,
/// `[streams, steps, …]`. So row i of a batch goes on where row i of the batch before ended, and layers that keep their
/// state (`lstm(50).keepState()`) read each part as one sequence, while gradients go back `steps` steps.
///
/// ```java
/// var data = Streams.of(ids, 20, 35);                       // a language model: the target is the next id
/// training.fit(data, batchSize(20), shuffle(false));        // and model.resetStates() between epochs
/// ```
///
/// PyTorch: `batchify` and `get_batch` of its word language model, with `[streams, steps]` where that has `[steps, streams]`.
/// As there, what does not fill all parts is left out, and the last batch may be shorter ([#dropRemainder]).
///
/// Examples are numbered batch by batch. Only whole batches in their order mean anything: `batch` throws for other rows.
///
/// @param x the inputs `[time, …]`
/// @param y the targets `[time, …]`
/// @param shift how many steps after an input its target lies: 1 for a language model, 0 for targets of their own
/// @param streams how many parts are read side by side; the batch size
/// @param steps how many steps a batch has
/// @param dropRemainder whether a last, shorter batch is left out; false by default
public record Streams(Tensor x, Tensor y, int shift, int streams, int steps, boolean dropRemainder) implements Dataset {
    public Streams {
        if (x.shape().size(0) != y.shape().size(0))
            throw new RondoException("streams: inputs %s, but targets %s; give one target a step".formatted(x.shape(),
                    y.shape()));
        Legal.atLeast(1, "streams", "streams", streams);
        Legal.atLeast(1, "streams", "steps", steps);
        Legal.atLeast(0, "streams", "shift", shift);
        int usable = x.shape().size(0) / streams - shift;
        if (usable < 1 || (dropRemainder && usable < steps))
            throw new RondoException(
                    "streams: %d steps do not fill a batch of %d streams; give a longer sequence or fewer"
                            .formatted(x.shape().size(0), streams));
    }

    /// Ids, and as the target of each the next one.
    public static Streams of(int[] ids, int streams, int steps) {
        var all = Tensor.vector(ids);
        return new Streams(all, all, 1, streams, steps, false);
    }

    /// Inputs `[time, …]` with a target each, `[time, …]`. Throws if a number is missing, with its row.
    public static Streams of(Tensor x, Tensor y, int streams, int steps) {
        Missing.refuse("streams: the inputs", x);
        Missing.refuse("streams: the targets", y);
        return new Streams(x, y, 0, streams, steps, false);
    }

    /// Leave a last, shorter batch out.
    public Streams dropRemainder(boolean leaveOut) { return new Streams(x, y, shift, streams, steps, leaveOut); }

    /// How many batches there are.
    public int batches() { return dropRemainder ? usable() / steps : (usable() + steps - 1) / steps; }

    @Override
    public int size() {
        return Math.multiplyExact(streams, batches());
    }

    @Override
    public boolean inOrder() {
        return true;
    }

    @Override
    public int length(int row) {
        return steps;
    }

    @Override
    public Batch batch(int[] rows) {
        int from = number(rows) * steps;
        int length = Math.min(steps, usable() - from);
        var first = Arrays.stream(rows).map(row -> row % streams * part() + from).toArray();
        var next = Arrays.stream(first).map(f -> f + shift).toArray();
        return new Batch(Cut.pieces(x, first, length, 1), Mask.none(), Cut.pieces(y, next, length, 1),
                Optional.empty());
    }

    /// How many steps of the sequence each stream has.
    private int part() { return x.shape().size(0) / streams; }

    /// How many of them have a target.
    private int usable() { return part() - shift; }

    /// Which batch these rows are. The first row alone is let through: it shows a model the shape of the data.
    private int number(int[] rows) {
        boolean first = rows.length == 1 && rows[0] == 0;
        boolean whole = rows.length == streams && rows[0] >= 0 && rows[0] < size() && rows[0] % streams == 0
                && Arrays.equals(rows, IntStream.range(rows[0], rows[0] + streams).toArray());
        if (!first && !whole)
            throw new RondoException(
                    ("streams: batches are rows 0 to %d, %d to %d … in this order, so that each stream goes on; "
                            + "use batchSize(%d) and shuffle(false)")
                            .formatted(streams - 1, streams, 2 * streams - 1, streams));
        return rows[0] / streams;
    }
}

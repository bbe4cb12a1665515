package dev.rondo.data;

import dev.rondo.tensor.Tensor;
import java.util.List;

/// Examples to train on or to judge by: any source that can hand out some of its rows as a [Batch].
public interface Dataset {
    /// How many examples there are.
    int size();

    /// The examples at these places, in this order.
    Batch batch(int[] rows);

    /// How many steps example `row` has: what bucketing by length sorts by. 1 where all are of equal length.
    default int length(int row) {
        return 1;
    }

    /// Arrays: x `[examples, …]`, y `[examples, …]`.
    static Examples of(Tensor x, Tensor y) {
        return Examples.of(x, y);
    }

    /// Sequences of word ids of any length with one label each, padded to the longest of each batch.
    static Sequences of(List<int[]> sequences, int[] labels) {
        return Sequences.of(sequences, labels);
    }

    /// The examples from `from` (inclusive) to `to` (exclusive).
    default Dataset slice(int from, int to) {
        return new Slice(this, from, to);
    }
}

package dev.rondo.data;

import dev.rondo.op.Key;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// Examples to train on or to judge by: any source that can hand out some of its rows as a [Batch]. PyTorch:
/// `torch.utils.data.Dataset`.
public interface Dataset {
    /// How many examples there are.
    int size();

    /// The examples at these places, in this order.
    Batch batch(int[] rows);

    /// How many steps example `row` has: what bucketing by length sorts by. 1 where all are of equal length.
    default int length(int row) {
        return 1;
    }

    /// Whether batches mean something in their order alone, as those of [Streams] do: then shuffling is a mistake.
    default boolean inOrder() {
        return false;
    }

    /// Arrays: x `[examples, …]`, y `[examples, …]`.
    static Examples of(Tensor x, Tensor y) {
        return Examples.of(x, y);
    }

    /// Sequences of word ids of any length with one label each, padded to the longest of each batch.
    static Sequences of(List<int[]> sequences, int[] labels) {
        return Sequences.of(sequences, labels);
    }

    /// Several inputs and several targets, an array `[examples, …]` each.
    static MultiExamples of(List<Tensor> xs, List<Tensor> ys) {
        return MultiExamples.of(xs, ys);
    }

    /// The examples from `from` (inclusive) to `to` (exclusive).
    default Dataset slice(int from, int to) {
        return new Slice(this, from, to);
    }

    /// The first `count` examples; all, if there are fewer. tf.data's `take`.
    default Dataset take(int count) {
        return slice(0, Math.min(count, size()));
    }

    /// All but the first `count` examples; none, if there are fewer. tf.data's `skip`.
    default Dataset skip(int count) {
        return slice(Math.min(count, size()), size());
    }

    /// These examples in this order; any may come more than once. PyTorch's `Subset`.
    default Dataset pick(int... rows) {
        return new Picked(this, rows);
    }

    /// All examples in random order, the same whenever it is asked. (`fit` shuffles anew each epoch by itself.)
    default Dataset shuffle(Key key) {
        return new Picked(this, key.permutation(size()));
    }

    /// Examples drawn once by a sampler, such as each class equally often ([BalancedSampler]).
    default Dataset sample(Sampler sampler, Key key) {
        return new Picked(this, sampler.rows(key));
    }

    /// These examples, then those. tf.data's `concatenate`, PyTorch's `ConcatDataset`.
    default Dataset concat(Dataset others) {
        return new Concat(this, others);
    }

    /// The same examples, each batch changed as it is made. tf.data's `batch(…).map(…)`.
    default Dataset map(UnaryOperator<Batch> change) {
        return new Mapped(this, change);
    }
}

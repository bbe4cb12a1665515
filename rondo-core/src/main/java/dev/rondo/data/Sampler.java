package dev.rondo.data;

import dev.rondo.op.Key;
import java.util.List;

/// Which examples are seen in an epoch, and how often: some may come twice and some not at all. PyTorch's `Sampler`.
@FunctionalInterface
public interface Sampler {
    /// The examples of one epoch in their order. The same key gives the same rows.
    int[] rows(Key key);

    /// Those of one epoch in batches.
    default List<int[]> batches(int batchSize, Key key) { return Order.cut(rows(key), batchSize); }
}

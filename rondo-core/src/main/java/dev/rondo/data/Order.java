package dev.rondo.data;

import dev.rondo.op.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which examples make up which batch of an epoch. Keras: none; PyTorch: `BatchSampler`.
public final class Order {
    private static final int BATCHES_A_POOL = 50;

    private Order() {}

    /// As they come.
    public static List<int[]> asGiven(int size, int batchSize) {
        return cut(IntStream.range(0, size).toArray(), batchSize);
    }

    /// In random order.
    public static List<int[]> shuffled(int size, int batchSize, Key key) {
        return cut(key.permutation(size), batchSize);
    }

    /// In random order, but examples of similar length together, so that little is padded: pools of 50 batches are sorted
    /// by length, and then the batches are shuffled.
    public static List<int[]> bucketed(Dataset data, int batchSize, Key key) {
        var order = key.permutation(data.size());
        int pool = batchSize * BATCHES_A_POOL;
        var batches = new ArrayList<int[]>();
        for (int from = 0; from < order.length; from += pool) {
            var rows = IntStream.range(from, Math.min(order.length, from + pool)).mapToObj(i -> order[i])
                    .sorted(Comparator.comparingInt(data::length)).mapToInt(Integer::intValue).toArray();
            batches.addAll(cut(rows, batchSize));
        }
        var places = key.in("batches").permutation(batches.size());
        return IntStream.of(places).mapToObj(batches::get).toList();
    }

    /// As a sampler draws them: each class equally often ([BalancedSampler]), or by weights ([WeightedSampler]).
    public static List<int[]> sampled(Sampler sampler, int batchSize, Key key) {
        return sampler.batches(batchSize, key);
    }

    /// By length into buckets with boundaries, shuffled: see [BucketBySequenceLength].
    public static List<int[]> bucketed(Dataset data, BucketBySequenceLength buckets, Key key) {
        return buckets.batches(data, key);
    }

    static List<int[]> cut(int[] order, int batchSize) {
        var batches = new ArrayList<int[]>();
        for (int from = 0; from < order.length; from += batchSize) {
            batches.add(Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize)));
        }
        return batches;
    }
}

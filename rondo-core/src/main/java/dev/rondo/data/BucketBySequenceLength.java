package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.op.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Batches of sequences of similar length, as tf.data's `bucket_by_sequence_length` makes them: boundaries `[10, 20]` make
/// three buckets, lengths below 10, from 10 to 19, and from 20 on, each with its own batch size. Examples go to their
/// buckets in their order; a bucket that is full becomes a batch; what is left at the end becomes smaller batches, the
/// shortest first.
///
/// ```java
/// var batches = BucketBySequenceLength.of(List.of(10, 20), List.of(64, 32, 16)).batches(data);
/// ```
///
/// Each batch is padded to its longest sequence, by the data set. (tf.data's `pad_to_bucket_boundary` is not here: it makes
/// shapes repeat for compilers that need them to.)
///
/// @param boundaries the lengths at which a new bucket begins, ascending
/// @param batchSizes how many examples a batch of each bucket has; one more than boundaries
/// @param dropRemainder whether the smaller batches at the end are left out; false by default
public record BucketBySequenceLength(List<Integer> boundaries, List<Integer> batchSizes, boolean dropRemainder) {
    public BucketBySequenceLength {
        boundaries = List.copyOf(boundaries);
        batchSizes = List.copyOf(batchSizes);
        if (batchSizes.size() != boundaries.size() + 1)
            throw new RondoException(
                    "bucketBySequenceLength: %d boundaries make %d buckets, but there are %d batch sizes"
                            .formatted(boundaries.size(), boundaries.size() + 1, batchSizes.size()));
        for (int i = 1; i < boundaries.size(); i++)
            if (boundaries.get(i) <= boundaries.get(i - 1))
                throw new RondoException("bucketBySequenceLength: boundaries " + boundaries + " do not ascend");
        for (int n : batchSizes) Legal.atLeast(1, "bucketBySequenceLength", "each batch size", n);
    }

    public static BucketBySequenceLength of(List<Integer> boundaries, List<Integer> batchSizes) {
        return new BucketBySequenceLength(boundaries, batchSizes, false);
    }

    public BucketBySequenceLength dropRemainder(boolean leaveOut) {
        return new BucketBySequenceLength(boundaries, batchSizes, leaveOut);
    }

    /// The examples as they come.
    public List<int[]> batches(Dataset data) { return batches(data, IntStream.range(0, data.size()).toArray()); }

    /// The examples in random order, and then the batches in random order.
    public List<int[]> batches(Dataset data, Key key) {
        var batches = batches(data, key.permutation(data.size()));
        return IntStream.of(key.in("batches").permutation(batches.size())).mapToObj(batches::get).toList();
    }

    private List<int[]> batches(Dataset data, int[] order) {
        var batches = new ArrayList<int[]>();
        var filling = new ArrayList<List<Integer>>();
        for (int b = 0; b < batchSizes.size(); b++) filling.add(new ArrayList<>());
        for (int row : order) {
            int bucket = bucket(data.length(row));
            var rows = filling.get(bucket);
            rows.add(row);
            if (rows.size() == batchSizes.get(bucket)) flush(rows, batches);
        }
        if (!dropRemainder) for (var rows : filling) if (!rows.isEmpty()) flush(rows, batches);
        return batches;
    }

    private int bucket(int length) {
        int bucket = 0;
        while (bucket < boundaries.size() && length >= boundaries.get(bucket)) bucket++;
        return bucket;
    }

    private static void flush(List<Integer> rows, List<int[]> batches) {
        batches.add(rows.stream().mapToInt(Integer::intValue).toArray());
        rows.clear();
    }
}

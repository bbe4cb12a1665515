package dev.rondo.train.callback;

/// How numbers are distributed, as TensorBoard draws it: 30 ranges of equal width, each its left edge, its right edge and
/// how many numbers lie in it (`tensorboard/plugins/histogram/summary_v2.py`). If all numbers are equal, all ranges are
/// that number, and the last one holds them all.
final class Histogram {
    private static final int BUCKETS = 30;

    private Histogram() {}

    /// `[30][3]`; all zeros if there are no numbers.
    static double[][] of(float[] numbers) {
        var buckets = new double[BUCKETS][3];
        if (numbers.length == 0) return buckets;
        double least = numbers[0];
        double most = numbers[0];
        for (double x : numbers) {
            least = Math.min(least, x);
            most = Math.max(most, x);
        }
        double width = (most - least) / BUCKETS;
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i][0] = least + i * width;
            buckets[i][1] = i == BUCKETS - 1 ? most : least + (i + 1) * width;
        }
        for (double x : numbers) {
            int bucket = width == 0 ? BUCKETS - 1 : (int) Math.floor((x - least) / width);
            buckets[Math.min(bucket, BUCKETS - 1)][2]++;
        }
        return buckets;
    }
}

package dev.rondo.train.metric;

import java.util.Optional;

/// `Σ v·w / Σ w` of the numbers so far; in double, so order and batches hardly matter. 0 if there are none.
final class RunningMean {
    private double total;
    private double count;

    /// Each weight counts for as many numbers as there are for each weight.
    void add(float[] v, Optional<float[]> weights) {
        if (weights.isEmpty()) {
            for (float x : v) total += x;
            count += v.length;
            return;
        }
        float[] w = weights.get();
        int each = Weighing.share(v.length, w.length);
        for (int i = 0; i < v.length; i++) {
            if (w[i / each] != 0) add(v[i], w[i / each]); // padding may hold anything
        }
    }

    void add(double v, double weight) {
        total += v * weight;
        count += weight;
    }

    double value() { return count == 0 ? 0 : total / count; }
}

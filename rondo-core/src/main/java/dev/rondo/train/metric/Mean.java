package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// The running weighted mean `Σ v·w / Σ w` of numbers that batches give; in double, so order and batches hardly matter.
///
/// Keras's `Mean` (`keras/src/metrics/reduction_metrics.py`), but for batches of sequences of unequal length: there
/// Keras first takes the mean over each sequence, padding included, while here every real step counts the same.
final class Mean implements Counting {
    private final Values values;
    private double total;
    private double count;

    /// The numbers whose mean is wanted, one or more for each sample in order.
    interface Values {
        float[] of(Tensor target, Tensor prediction);
    }

    Mean(Values values) { this.values = values; }

    @Override
    public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        count(values.of(target, prediction), weights);
    }

    /// Counts these numbers.
    void count(float[] v, Optional<float[]> weights) {
        if (weights.isEmpty()) {
            for (float x : v) total += x;
            count += v.length;
            return;
        }
        float[] w = weights.get();
        int each = share(v.length, w.length);
        for (int i = 0; i < v.length; i++) {
            if (w[i / each] == 0) continue; // padding may hold anything
            total += (double) v[i] * w[i / each];
            count += w[i / each];
        }
    }

    @Override
    public double value() { return count == 0 ? 0 : total / count; }

    /// How many of `values` numbers share each of `weights` weights.
    static int share(int values, int weights) {
        if (weights == 0 ? values != 0 : values % weights != 0) {
            throw new RondoException("metric: %d weights came for %d numbers; give one a sample or one a time step"
                    .formatted(weights, values));
        }
        return Math.max(1, values / Math.max(1, weights));
    }
}

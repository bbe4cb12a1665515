package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// The running weighted mean `Σ v·w / Σ w` of numbers that batches give.
///
/// Keras's `Mean` (`keras/src/metrics/reduction_metrics.py`), but for batches of sequences of unequal length: there
/// Keras first takes the mean over each sequence, padding included, while here every real step counts the same.
final class Mean implements Counting {
    private final Values values;
    private final RunningMean mean = new RunningMean();

    /// The numbers whose mean is wanted, one or more for each sample in order.
    interface Values {
        float[] of(Tensor target, Tensor prediction);
    }

    Mean(Values values) { this.values = values; }

    @Override
    public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        mean.add(values.of(target, prediction), weights);
    }

    @Override
    public double value() { return mean.value(); }
}

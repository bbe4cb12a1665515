package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/// A metric being counted over batches of any size: each sample counts the same, or as its weight says, whatever batch
/// it comes in. Belongs to one thread.
public interface Measuring {
    /// Counts a batch: predictions `[batch, outputs]` or `[batch, time, outputs]` and their targets. Weights are one
    /// for each sample, or for each time step of each sample; 0 takes it out, as a mask does. Both together:
    /// [dev.rondo.train.loss.WeightedMean#cells]. Throws a [dev.rondo.RondoException] if the shapes do not fit.
    void add(Tensor target, Tensor prediction, Optional<float[]> weights);

    /// The numbers over all that was added, each by what stands behind the metric's name in the logs: `0.3` and `0.7`
    /// for `recall_0.3` and `recall_0.7`, nothing for the one number of most metrics. Each is 0 if nothing was added.
    Map<String, Double> values();
}

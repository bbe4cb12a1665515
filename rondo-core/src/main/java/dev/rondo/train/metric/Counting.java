package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// A metric being counted over batches of any size: each sample counts the same, or as its weight says, whatever batch
/// it comes in. Belongs to one thread.
public interface Counting {
    /// Counts a batch: predictions `[batch, outputs]` or `[batch, time, outputs]` and their targets. Weights are one
    /// for each sample, or for each time step of each sample; 0 takes it out, as a mask does. Both together:
    /// [dev.rondo.train.loss.WeightedMean#cells]. Throws a [dev.rondo.RondoException] if the shapes do not fit.
    void add(Tensor target, Tensor prediction, Optional<float[]> weights);

    /// The metric over all that was added; 0 if that is nothing.
    double value();
}

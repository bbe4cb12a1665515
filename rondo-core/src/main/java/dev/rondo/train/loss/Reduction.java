package dev.rondo.train.loss;

/// How the losses of a batch become one number; Keras's `reduction=`. With losses l, sample weights w (1 where none are
/// given), a mask m of 0 and 1 (1 where there is none) and N losses (`keras/src/losses/loss.py`: `apply_mask`,
/// `reduce_values`):
///
/// | | |
/// |---|---|
/// | [#SUM_OVER_BATCH_SIZE], [#MEAN] | `Σ l w m / Σ m`; without a mask `Σ l w / N` |
/// | [#MEAN_WITH_SAMPLE_WEIGHT] | `Σ l w m / Σ w m` |
/// | [#SUM] | `Σ l w m` |
/// | [#NONE] | the losses `l w m` themselves, in their shape |
///
/// A division by 0 gives 0. The weight of a sample with several losses counts once for each of them. PyTorch's `reduction="mean"`, `"sum"` and `"none"` are the first, the third and the last.
public enum Reduction {
    /// The default. Weights do not enter the divisor, so weights of 2 double the loss; the mask does.
    SUM_OVER_BATCH_SIZE,
    /// Another word for [#SUM_OVER_BATCH_SIZE].
    MEAN,
    /// The weighted mean: weights of 2 change nothing.
    MEAN_WITH_SAMPLE_WEIGHT,
    /// Grows with the batch, and so do the gradients.
    SUM,
    /// No single number, so nothing to train on; for looking at the losses.
    NONE
}

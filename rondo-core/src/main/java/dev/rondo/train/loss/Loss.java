package dev.rondo.train.loss;

import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;

/// How far a prediction is from its target, sample by sample; a record of its settings.
public interface Loss {
    /// The prediction `[batch, classes]` to `[batch]`, or `[batch, time, classes]` to `[batch, time]`: the last axis
    /// goes away, where a loss does not say otherwise. A target has no gradient. Throws a [dev.rondo.RondoException] if
    /// the target does not fit.
    Tensor perSample(Tensor target, Tensor prediction);

    /// The losses of a prediction that comes with a mask, and the mask of the losses that count: by default those of the
    /// real steps. A loss that knows more about it overrides this; in Keras, it sets the `_keras_mask` of its losses.
    default Signal perSample(Tensor target, Signal prediction) {
        return prediction.with(perSample(target, prediction.tensor()));
    }

    /// As Keras calls it, such as `mean_squared_error`.
    String name();

    /// How the losses of a batch become one number, see [WeightedMean#reduce].
    default Reduction reduction() { return Reduction.SUM_OVER_BATCH_SIZE; }

    /// The same loss with another reduction; Keras's `reduction=`.
    default Loss reduction(Reduction reduction) { return new Reduced(this, reduction); }
}

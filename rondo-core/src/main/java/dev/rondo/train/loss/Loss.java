package dev.rondo.train.loss;

import dev.rondo.tensor.Tensor;

/// How far a prediction is from its target, sample by sample; a record of its settings.
public interface Loss {
    /// The prediction `[batch, classes]` to `[batch]`, or `[batch, time, classes]` to `[batch, time]`: the last axis
    /// goes away. A target has no gradient. Throws a [dev.rondo.RondoException] if the target does not fit.
    Tensor perSample(Tensor target, Tensor prediction);

    /// As Keras calls it, such as `mean_squared_error`.
    String name();
}

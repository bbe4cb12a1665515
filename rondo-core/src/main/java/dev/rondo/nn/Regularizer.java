package dev.rondo.nn;

import dev.rondo.tensor.Tensor;

/// What large numbers cost: a term of the loss for a weight, or for what a layer puts out. A record of its settings.
/// Keras: `keras/src/regularizers/regularizers.py`.
public interface Regularizer {
    /// The cost of x as one number, on the tape of x.
    Tensor of(Tensor x);
}

package dev.rondo.nn;

/// What training does with a weight.
public enum Use {
    /// It learns: the optimizer moves it.
    TRAINED,
    /// The layer keeps it up to date by itself, as the moving mean of a batch normalisation; it has no gradient.
    KEPT,
    /// It stays as it is, and so do the layer's own statistics: Keras's `trainable=False`.
    FROZEN
}

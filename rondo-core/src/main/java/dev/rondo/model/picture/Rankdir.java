package dev.rondo.model.picture;

/// Which way a picture runs: Keras's and Graphviz's `rankdir`.
public enum Rankdir {
    /// From top to bottom.
    TB,
    /// From left to right.
    LR
}

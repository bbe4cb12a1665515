package dev.rondo.nn;

import dev.rondo.tensor.Shape;

/// Where the numbers of a weight may lie: after each step of the optimizer they are brought back there. A record of its
/// settings. Keras: `keras/src/constraints/constraints.py`.
public interface Constraint {
    /// Brings the numbers of a weight, row-major, to where they may lie, in place.
    void apply(Shape shape, float[] w);
}

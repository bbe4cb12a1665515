package dev.rondo.nn;

import dev.rondo.nn.OrthogonalRegularizer.Mode;

/// The regularizers, one line each, and all that a model file may name. Formulas are those of
/// `keras/src/regularizers/regularizers.py`. PyTorch has none: such costs are added to the loss by hand.
public final class Regularizers {
    private Regularizers() {}

    /// `l1 · Σ |x|` with Keras's 0.01.
    public static L1 l1() {
        return l1(0.01);
    }

    /// `l1 · Σ |x|`
    public static L1 l1(double l1) {
        return new L1(l1);
    }

    /// `l2 · Σ x²` with Keras's 0.01.
    public static L2 l2() {
        return l2(0.01);
    }

    /// `l2 · Σ x²`
    public static L2 l2(double l2) {
        return new L2(l2);
    }

    /// `l1 · Σ |x| + l2 · Σ x²` with Keras's 0 for both: no cost.
    public static L1L2 l1l2() {
        return l1l2(0, 0);
    }

    /// `l1 · Σ |x| + l2 · Σ x²`
    public static L1L2 l1l2(double l1, double l2) {
        return new L1L2(l1, l2);
    }

    /// Rows at right angles, with Keras's 0.01.
    public static OrthogonalRegularizer orthogonal() {
        return orthogonal(0.01);
    }

    /// Rows at right angles.
    public static OrthogonalRegularizer orthogonal(double factor) {
        return orthogonal(factor, Mode.ROWS);
    }

    /// Rows, or columns, at right angles.
    public static OrthogonalRegularizer orthogonal(double factor, Mode mode) {
        return new OrthogonalRegularizer(factor, mode);
    }
}

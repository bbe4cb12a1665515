package dev.rondo.nn;

import java.util.List;

/// The constraints, one line each, and all that a model file may name. Formulas are those of
/// `keras/src/constraints/constraints.py`. PyTorch has none: weights are limited by hand after a step.
public final class Constraints {
    private Constraints() {}

    /// Lengths of at most 2, Keras's default.
    public static MaxNorm maxNorm() {
        return maxNorm(2);
    }

    /// Lengths of at most `maxValue`.
    public static MaxNorm maxNorm(double maxValue) {
        return new MaxNorm(maxValue, List.of(0));
    }

    /// No negative numbers.
    public static NonNeg nonNeg() {
        return new NonNeg();
    }

    /// Lengths of 1.
    public static UnitNorm unitNorm() {
        return new UnitNorm(List.of(0));
    }

    /// Lengths of at most 1, Keras's defaults.
    public static MinMaxNorm minMaxNorm() {
        return minMaxNorm(0, 1);
    }

    /// Lengths between `minValue` and `maxValue`.
    public static MinMaxNorm minMaxNorm(double minValue, double maxValue) {
        return new MinMaxNorm(minValue, maxValue, 1, List.of(0));
    }
}

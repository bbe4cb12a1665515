package dev.rondo.train.loss;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// [BinaryCrossentropy] times `(1 − p_t)^gamma`, where p_t is the probability of the right answer, `t p + (1 − t)(1 − p)`:
/// easy examples count less (Lin et al. 2017). With class balancing also times `t alpha + (1 − t)(1 − alpha)`. The mean over
/// an axis, the last by default. Targets have the prediction's shape, or lack its last axis of 1. Torchvision's
/// `sigmoid_focal_loss`.
///
/// From logits as Keras does it (`keras/src/losses/losses.py`): the sigmoid first, in float32, then as from probabilities,
/// so a logit beyond ±16 is clipped.
///
/// Where 1 − p_t is below 1e-7, the slope of its power is that at 1e-7; Keras's is infinite at 0 for gamma below 1.
public record BinaryFocalCrossentropy(boolean balanced, double alpha, double gamma, boolean fromLogits,
        double labelSmoothing, int axis) implements RowLoss {
    public BinaryFocalCrossentropy {
        Legal.fraction("binary_focal_crossentropy", "labelSmoothing", labelSmoothing);
        Legal.notNegative("binary_focal_crossentropy", "gamma", gamma);
        Legal.fraction("binary_focal_crossentropy", "alpha", alpha);
    }

    public BinaryFocalCrossentropy() { this(false, 0.25, 2, false, 0, -1); }

    /// Weights the two answers with [#alpha]; without it, alpha does nothing.
    public BinaryFocalCrossentropy applyClassBalancing() {
        return new BinaryFocalCrossentropy(true, alpha, gamma, fromLogits, labelSmoothing, axis);
    }

    /// The weight of the answer 1 if classes are balanced, 0.25 by default; the answer 0 has 1 − alpha.
    public BinaryFocalCrossentropy alpha(double a) {
        return new BinaryFocalCrossentropy(balanced, a, gamma, fromLogits, labelSmoothing, axis);
    }

    /// How much less easy examples count; 2 by default, 0 is the plain crossentropy.
    public BinaryFocalCrossentropy gamma(double g) {
        return new BinaryFocalCrossentropy(balanced, alpha, g, fromLogits, labelSmoothing, axis);
    }

    /// For predictions without a sigmoid.
    public BinaryFocalCrossentropy withLogits() {
        return new BinaryFocalCrossentropy(balanced, alpha, gamma, true, labelSmoothing, axis);
    }

    /// `t (1 − s) + s / 2` as the target.
    public BinaryFocalCrossentropy labelSmoothing(double s) {
        return new BinaryFocalCrossentropy(balanced, alpha, gamma, fromLogits, s, axis);
    }

    /// The axis to take the mean over, which goes away; the last by default.
    public BinaryFocalCrossentropy axis(int a) {
        return new BinaryFocalCrossentropy(balanced, alpha, gamma, fromLogits, labelSmoothing, a);
    }

    @Override
    public String name() { return "binary_focal_crossentropy"; }

    @Override
    public void check(Tensor target, Shape prediction) { Targets.between(name(), target, 0, 1); }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double target = smooth(t[tAt + j]);
            float x = probability(p[pAt + j]);
            sum += weight(target) * Math.pow(missing(target, x), gamma) * crossentropy(target, x);
        }
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            double target = smooth(t[tAt + j]);
            float x = probability(p[pAt + j]);
            double missing = missing(target, x);
            double own = Probability.clipped(x) ? 0 : (1 - target) / (1 - x) - target / x;
            double focus = gamma == 0 ? 0
                    : gamma * Math.pow(Math.max(missing, Probability.LEAST), gamma - 1) * (1 - 2 * target);
            double slope = weight(target) * (Math.pow(missing, gamma) * own + focus * crossentropy(target, x));
            dp[pAt + j] += (float) (dy * slope * (fromLogits ? x * (1.0 - x) : 1) / n);
        }
    }

    private float probability(float x) { return fromLogits ? (float) (1 / (1 + Math.exp(-x))) : x; }

    /// `1 − p_t`; never below 0, where a power would be no number.
    private static double missing(double target, float x) { return Math.max(0, target + x - 2 * target * x); }

    private static double crossentropy(double target, float x) {
        float q = Probability.clip(x);
        return -target * Math.log(q) - (1 - target) * Math.log(1 - q);
    }

    private double weight(double target) { return balanced ? target * alpha + (1 - target) * (1 - alpha) : 1; }

    private double smooth(float t) { return t * (1 - labelSmoothing) + 0.5 * labelSmoothing; }
}

package dev.rondo.train.loss;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `−(t ln p + (1 − t) ln(1 − p))`, the mean over an axis, the last by default: for one yes-or-no answer, or several.
///
/// Targets have the prediction's shape, or lack its last axis of 1. From probabilities as Keras does it
/// (`keras/src/backend/jax/nn.py`): clipped to [1e-7, 1 − 1e-7] in float32. From logits: `max(x, 0) − x t + ln(1 +
/// e^−|x|)`, which is stable. Label smoothing takes `t (1 − s) + s / 2` as the target.
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing, int axis) implements RowLoss {
    public BinaryCrossentropy { Legal.fraction("binary_crossentropy", "labelSmoothing", labelSmoothing); }

    public BinaryCrossentropy() { this(false, 0, -1); }

    /// For predictions without a sigmoid.
    public BinaryCrossentropy withLogits() { return new BinaryCrossentropy(true, labelSmoothing, axis); }

    public BinaryCrossentropy labelSmoothing(double s) { return new BinaryCrossentropy(fromLogits, s, axis); }

    /// The axis to take the mean over, which goes away; the last by default.
    public BinaryCrossentropy axis(int a) { return new BinaryCrossentropy(fromLogits, labelSmoothing, a); }

    @Override
    public String name() { return "binary_crossentropy"; }

    @Override
    public void check(Tensor target, Shape prediction) { Targets.between(name(), target, 0, 1); }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double target = smooth(t[tAt + j]);
            float x = p[pAt + j];
            if (fromLogits) {
                sum += Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x)));
            } else {
                float q = Probability.clip(x);
                sum -= target * Math.log(q) + (1 - target) * Math.log(1 - q);
            }
        }
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            double target = smooth(t[tAt + j]);
            float x = p[pAt + j];
            double slope;
            if (fromLogits) {
                slope = 1 / (1 + Math.exp(-x)) - target;
            } else {
                slope = Probability.clipped(x) ? 0 : (1 - target) / (1 - x) - target / x;
            }
            dp[pAt + j] += (float) (dy * slope / n);
        }
    }

    private double smooth(float t) { return t * (1 - labelSmoothing) + 0.5 * labelSmoothing; }
}

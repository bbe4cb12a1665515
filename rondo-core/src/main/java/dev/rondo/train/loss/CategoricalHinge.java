package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `max(max (1 − t) p − Σ t p + 1, 0)` of a row of scores, for one-hot targets (or −1 and 1): the right class is to be
/// ahead of the best wrong one by 1. PyTorch's `MultiMarginLoss` sums over all wrong classes instead.
public record CategoricalHinge() implements RowLoss {
    @Override
    public String name() { return "categorical_hinge"; }

    @Override
    public void fit(Shape target, Shape prediction) { Targets.sameShape(name(), target, prediction); }

    @Override
    public void check(Tensor target, Shape prediction) { Targets.between(name(), target, -1, 1); }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double right = 0;
        for (int j = 0; j < n; j++) right += (double) t[tAt + j] * p[pAt + j];
        return Math.max(wrong(t, tAt, p, pAt, n) - right + 1, 0);
    }

    /// Equally good wrong classes share the slope, as in Keras.
    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        if (loss(t, tAt, p, pAt, n, kernels) <= 0) return;
        float wrong = wrong(t, tAt, p, pAt, n);
        int ties = 0;
        for (int j = 0; j < n; j++) if ((1 - t[tAt + j]) * p[pAt + j] == wrong) ties++;
        for (int j = 0; j < n; j++) {
            double worst = (1 - t[tAt + j]) * p[pAt + j] == wrong ? (1 - t[tAt + j]) / ties : 0;
            dp[pAt + j] += (float) (dy * (worst - t[tAt + j]));
        }
    }

    private static float wrong(float[] t, int tAt, float[] p, int pAt, int n) {
        float wrong = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) wrong = Math.max(wrong, (1 - t[tAt + j]) * p[pAt + j]);
        return wrong;
    }
}

package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `max(1 − t p, 0)²`, the mean over the last axis: [Hinge] that minds large misses more and has no corner. Targets as
/// there. PyTorch has none.
public record SquaredHinge() implements RowLoss {
    @Override
    public String name() { return "squared_hinge"; }

    @Override
    public void check(Tensor target, Shape prediction) { SignedTargets.check(name(), target); }

    @Override
    public float[] targets(Tensor target) { return SignedTargets.of(target); }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double missing = Math.max(1 - (double) t[tAt + j] * p[pAt + j], 0);
            sum += missing * missing;
        }
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            double missing = Math.max(1 - (double) t[tAt + j] * p[pAt + j], 0);
            dp[pAt + j] -= (float) (dy * 2 * missing * t[tAt + j] / n);
        }
    }
}

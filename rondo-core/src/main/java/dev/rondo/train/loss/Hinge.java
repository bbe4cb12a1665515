package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `max(1 − t p, 0)`, the mean over the last axis: the loss of support vector machines, for answers −1 and 1 of a model that
/// ends with `tanh` or a straight line. Targets −1 and 1, or 0 and 1 if the batch has nothing else
/// (`keras/src/losses/losses.py`); they have the prediction's shape, or lack its last axis of 1. PyTorch has none
/// (`HingeEmbeddingLoss` is something else).
public record Hinge() implements RowLoss {
    @Override
    public String name() { return "hinge"; }

    @Override
    public void check(Tensor target, Shape prediction) { SignedTargets.check(name(), target); }

    @Override
    public float[] targets(Tensor target) { return SignedTargets.of(target); }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += Math.max(1 - (double) t[tAt + j] * p[pAt + j], 0);
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            if (1 - (double) t[tAt + j] * p[pAt + j] > 0) dp[pAt + j] -= (float) (dy * t[tAt + j] / n);
        }
    }
}

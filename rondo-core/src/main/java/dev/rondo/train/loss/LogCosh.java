package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;

/// `ln cosh(p − t)`, the mean over the last axis: `e² / 2` for small errors, `|e| − ln 2` for large ones, smooth between.
/// Keras's `"log_cosh"`. Targets have the prediction's shape, or lack its last axis of 1. PyTorch has none.
public record LogCosh() implements RowLoss {
    @Override
    public String name() { return "log_cosh"; }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            // cosh itself overflows at 711
            double e = Math.abs((double) p[pAt + j] - t[tAt + j]);
            sum += e + Math.log1p(Math.exp(-2 * e)) - Math.log(2);
        }
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) dp[pAt + j] += (float) (dy * Math.tanh((double) p[pAt + j] - t[tAt + j]) / n);
    }
}

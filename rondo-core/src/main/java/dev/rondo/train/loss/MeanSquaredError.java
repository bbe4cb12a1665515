package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;

/// `(p − t)²`, the mean over the last axis. Targets have the prediction's shape, or lack its last axis of 1.
public record MeanSquaredError() implements RowLoss {
    @Override
    public String name() { return "mean_squared_error"; }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double d = p[pAt + j] - t[tAt + j];
            sum += d * d;
        }
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) dp[pAt + j] += (float) (dy * 2 * (p[pAt + j] - t[tAt + j]) / n);
    }
}

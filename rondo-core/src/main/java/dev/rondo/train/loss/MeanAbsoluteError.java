package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;

/// `|p − t|`, the mean over the last axis. Targets have the prediction's shape, or lack its last axis of 1.
public record MeanAbsoluteError() implements RowLoss {
    @Override
    public String name() { return "mean_absolute_error"; }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += Math.abs(p[pAt + j] - t[tAt + j]);
        return sum / n;
    }

    /// The sign of the difference; 0 where there is none.
    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) dp[pAt + j] += (float) (dy * Math.signum(p[pAt + j] - t[tAt + j]) / n);
    }
}

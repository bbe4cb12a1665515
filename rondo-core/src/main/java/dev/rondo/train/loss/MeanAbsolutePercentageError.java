package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;

/// `100 |t − p| / max(|t|, 1e-7)`, the mean over the last axis; Keras's `"mape"`. Targets have the prediction's shape, or
/// lack its last axis of 1. A target of 0 makes it huge. PyTorch has none.
public record MeanAbsolutePercentageError() implements RowLoss {
    @Override
    public String name() { return "mean_absolute_percentage_error"; }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += Math.abs((double) t[tAt + j] - p[pAt + j]) / size(t[tAt + j]);
        return 100 * sum / n;
    }

    /// The sign of the difference in percent of the target; 0 where there is none.
    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            dp[pAt + j] += (float) (dy * 100 * Math.signum(p[pAt + j] - t[tAt + j]) / size(t[tAt + j]) / n);
        }
    }

    private static double size(float t) { return Math.max(Math.abs(t), Probability.LEAST); }
}

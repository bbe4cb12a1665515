package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;

/// `(ln(p + 1) − ln(t + 1))²`, the mean over the last axis; Keras's `"msle"`. For numbers of different sizes, such as
/// prices or counts: what matters is the ratio. Targets have the prediction's shape, or lack its last axis of 1. PyTorch
/// has none.
///
/// As in Keras, whatever is below 1e-7 counts as 1e-7, so a negative prediction has no gradient.
public record MeanSquaredLogarithmicError() implements RowLoss {
    @Override
    public String name() { return "mean_squared_logarithmic_error"; }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double d = log(p[pAt + j]) - log(t[tAt + j]);
            sum += d * d;
        }
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            double x = p[pAt + j];
            if (x <= Probability.LEAST) continue;
            dp[pAt + j] += (float) (dy * 2 * (log(p[pAt + j]) - log(t[tAt + j])) / (x + 1) / n);
        }
    }

    private static double log(float x) { return Math.log1p(Math.max(x, Probability.LEAST)); }
}

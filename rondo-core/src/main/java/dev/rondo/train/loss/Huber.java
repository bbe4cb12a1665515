package dev.rondo.train.loss;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;

/// `e² / 2` for errors e = p − t up to delta, `delta |e| − delta² / 2` beyond, the mean over the last axis: squares that do
/// not run away with outliers (Huber 1964). Targets have the prediction's shape, or lack its last axis of 1. PyTorch's
/// `HuberLoss`.
public record Huber(double delta) implements RowLoss {
    public Huber {
        Legal.positive("huber", "delta", delta);
    }

    public Huber() { this(1); }

    /// The error at which the parabola becomes a line; 1 by default.
    public Huber delta(double d) { return new Huber(d); }

    /// Keras's name of its class; its function is called `huber`.
    @Override
    public String name() { return "huber_loss"; }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double e = Math.abs((double) p[pAt + j] - t[tAt + j]);
            sum += e <= delta ? 0.5 * e * e : delta * e - 0.5 * delta * delta;
        }
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            dp[pAt + j] += (float) (dy * Math.clamp((double) p[pAt + j] - t[tAt + j], -delta, delta) / n);
        }
    }
}

package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `Σ t ln(t / p)` over the last axis: how far the distribution p is from the distribution t (Kullback & Leibler 1951).
/// Keras's `"kld"`. Both are clipped to [1e-7, 1], and rows are not made to sum to one. Targets have the prediction's
/// shape. PyTorch's `KLDivLoss` takes ln p.
public record KlDivergence() implements RowLoss {
    @Override
    public String name() { return "kl_divergence"; }

    @Override
    public void fit(Shape target, Shape prediction) { Targets.sameShape(name(), target, prediction); }

    @Override
    public void check(Tensor target, Shape prediction) { Targets.between(name(), target, 0, 1); }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double target = clip(t[tAt + j]);
            sum += target * Math.log(target / clip(p[pAt + j]));
        }
        return sum;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            float x = p[pAt + j];
            if (x >= Probability.LEAST && x <= 1) dp[pAt + j] -= (float) (dy * clip(t[tAt + j]) / x);
        }
    }

    private static float clip(float x) { return Math.clamp(x, Probability.LEAST, 1); }
}

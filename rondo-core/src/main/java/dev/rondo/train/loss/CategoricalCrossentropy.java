package dev.rondo.train.loss;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `−Σ t ln p` over the classes, for one-hot targets of the prediction's shape (or any distribution over the classes).
///
/// From probabilities as Keras does it (`keras/src/backend/jax/nn.py`): divided by the row's sum, clipped to
/// [1e-7, 1 − 1e-7], then the logarithm. From logits: `Σ t (ln Σ e^x − x)`, which is stable. Label smoothing takes
/// `t (1 − s) + s / classes` as the target (Szegedy et al. 2016); along another axis than the last, Keras and so this
/// divide by the size of the last all the same.
public record CategoricalCrossentropy(boolean fromLogits, double labelSmoothing, int axis) implements RowLoss {
    public CategoricalCrossentropy { Legal.fraction("categorical_crossentropy", "labelSmoothing", labelSmoothing); }

    public CategoricalCrossentropy() { this(false, 0, -1); }

    /// For predictions without a softmax.
    public CategoricalCrossentropy withLogits() { return new CategoricalCrossentropy(true, labelSmoothing, axis); }

    public CategoricalCrossentropy labelSmoothing(double s) { return new CategoricalCrossentropy(fromLogits, s, axis); }

    /// The axis of the classes, which goes away; the last by default, 1 where channels come first.
    public CategoricalCrossentropy axis(int a) { return new CategoricalCrossentropy(fromLogits, labelSmoothing, a); }

    @Override
    public String name() { return "categorical_crossentropy"; }

    @Override
    public void fit(Shape target, Shape prediction) {
        Targets.oneHot(name(), target, prediction, axis);
    }

    @Override
    public void check(Tensor target, Shape prediction) { Targets.between(name(), target, 0, 1); }

    @Override
    public float[] targets(Tensor target) { return Probability.smooth(target, labelSmoothing); }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double loss = 0;
        if (fromLogits) {
            double all = Probability.logSumExp(p, pAt, n, kernels);
            for (int j = 0; j < n; j++) loss += t[tAt + j] * (all - p[pAt + j]);
        } else {
            float sum = Probability.sum(p, pAt, n);
            for (int j = 0; j < n; j++) {
                double target = t[tAt + j];
                if (target != 0) loss -= target * Math.log(Probability.clip(p[pAt + j] / sum));
            }
        }
        return loss;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        if (fromLogits) {
            double mass = 0;
            for (int j = 0; j < n; j++) mass += t[tAt + j];
            kernels.addSoftmax(dy * mass, p, dp, pAt, pAt + n);
            for (int j = 0; j < n; j++) dp[pAt + j] -= (float) (dy * t[tAt + j]);
            return;
        }
        // with q = p / Σp: ∂/∂q = −t/q where it is not clipped, and ∂/∂p = (∂/∂q − Σ q ∂/∂q) / Σp
        float sum = Probability.sum(p, pAt, n);
        double through = 0;
        for (int j = 0; j < n; j++) {
            if (!Probability.clipped(p[pAt + j] / sum)) through += t[tAt + j];
        }
        for (int j = 0; j < n; j++) {
            float q = p[pAt + j] / sum;
            double own = Probability.clipped(q) ? 0 : t[tAt + j] / q;
            dp[pAt + j] += (float) (dy * (through - own) / sum);
        }
    }
}

package dev.rondo.train.loss;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// `Σ alpha (1 − p)^gamma · (−t ln p)` over the classes: [CategoricalCrossentropy] in which easy examples count less (Lin et
/// al. 2017). For one-hot targets of the prediction's shape, or any distribution over the classes. PyTorch has none.
///
/// As Keras does it (`keras/src/losses/losses.py`): probabilities are divided by the row's sum and clipped to [1e-7,
/// 1 − 1e-7], and logits go through a softmax first.
public record CategoricalFocalCrossentropy(List<Double> alphas, double gamma, boolean fromLogits, double labelSmoothing,
        int axis)
        implements
            RowLoss {
    public CategoricalFocalCrossentropy {
        alphas = List.copyOf(alphas);
        Legal.fraction("categorical_focal_crossentropy", "labelSmoothing", labelSmoothing);
        Legal.notNegative("categorical_focal_crossentropy", "gamma", gamma);
        if (alphas.isEmpty() || alphas.stream().anyMatch(a -> !(a >= 0))) {
            throw new RondoException(
                    "categorical_focal_crossentropy: alpha is one weight of 0 or more, or one for each "
                            + "class, got " + alphas);
        }
    }

    public CategoricalFocalCrossentropy() { this(List.of(0.25), 2, false, 0, -1); }

    /// One weight, 0.25 by default, or one for each class: along the axis of the classes, where Keras puts a list along the
    /// last axis whatever that holds.
    public CategoricalFocalCrossentropy alpha(double... a) {
        return new CategoricalFocalCrossentropy(Arrays.stream(a).boxed().toList(), gamma, fromLogits, labelSmoothing,
                axis);
    }

    /// How much less easy examples count; 2 by default, 0 is alpha times the plain crossentropy.
    public CategoricalFocalCrossentropy gamma(double g) {
        return new CategoricalFocalCrossentropy(alphas, g, fromLogits, labelSmoothing, axis);
    }

    /// For predictions without a softmax.
    public CategoricalFocalCrossentropy withLogits() {
        return new CategoricalFocalCrossentropy(alphas, gamma, true, labelSmoothing, axis);
    }

    /// `t (1 − s) + s / classes` as the target; what divides is the size of the last axis, as in [CategoricalCrossentropy].
    public CategoricalFocalCrossentropy labelSmoothing(double s) {
        return new CategoricalFocalCrossentropy(alphas, gamma, fromLogits, s, axis);
    }

    /// The axis of the classes, which goes away; the last by default, 1 where channels come first.
    public CategoricalFocalCrossentropy axis(int a) {
        return new CategoricalFocalCrossentropy(alphas, gamma, fromLogits, labelSmoothing, a);
    }

    @Override
    public String name() { return "categorical_focal_crossentropy"; }

    @Override
    public void fit(Shape target, Shape prediction) {
        Targets.oneHot(name(), target, prediction, axis);
        if (alphas.size() != 1 && alphas.size() != prediction.size(axis)) {
            throw new RondoException("%s: alpha has %d weights, but the prediction %s has %d classes".formatted(name(),
                    alphas.size(), prediction, prediction.size(axis)));
        }
    }

    @Override
    public void check(Tensor target, Shape prediction) { Targets.between(name(), target, 0, 1); }

    @Override
    public float[] targets(Tensor target) { return Probability.smooth(target, labelSmoothing); }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double scale = scale(p, pAt, n, kernels);
        double loss = 0;
        for (int j = 0; j < n; j++) {
            float q = Probability.clip(share(p[pAt + j], scale));
            loss -= alpha(j) * Math.pow(1 - q, gamma) * t[tAt + j] * Math.log(q);
        }
        return loss;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        // with q the share of a class: ∂/∂p = (∂/∂q − Σ q ∂/∂q) / Σp, and through a softmax the same times q instead
        double scale = scale(p, pAt, n, kernels);
        double mean = 0;
        for (int j = 0; j < n; j++) {
            float q = share(p[pAt + j], scale);
            mean += q * own(t, tAt, j, q);
        }
        for (int j = 0; j < n; j++) {
            float q = share(p[pAt + j], scale);
            dp[pAt + j] += (float) (dy * (own(t, tAt, j, q) - mean) * (fromLogits ? q : 1 / scale));
        }
    }

    /// ∂/∂q of one class, 0 where q is clipped.
    private double own(float[] t, int tAt, int j, float q) {
        if (Probability.clipped(q)) return 0;
        double focus = gamma == 0 ? 0 : gamma * Math.pow(1 - q, gamma - 1) * Math.log(q);
        return alpha(j) * t[tAt + j] * (focus - Math.pow(1 - q, gamma) / q);
    }

    /// What divides a row: its sum or, of logits, `ln Σ e^x`, which [#share] takes away before the exponential.
    private double scale(float[] p, int pAt, int n, Kernels kernels) {
        return fromLogits ? Probability.logSumExp(p, pAt, n, kernels) : Probability.sum(p, pAt, n);
    }

    private float share(float x, double scale) { return (float) (fromLogits ? Math.exp(x - scale) : x / scale); }

    private double alpha(int j) { return alphas.get(alphas.size() == 1 ? 0 : j); }
}

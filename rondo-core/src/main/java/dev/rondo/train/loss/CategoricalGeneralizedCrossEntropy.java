package dev.rondo.train.loss;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `(1 − p_t^q) / q` for class numbers as targets, where some of the labels are wrong: near the crossentropy for q near 0,
/// near the forgiving `1 − p_t` for q near 1 (Zhang & Sabuncu 2018). Targets as those of [SparseCategoricalCrossentropy],
/// predictions are probabilities. PyTorch has none.
///
/// Below p_t = 1e-7 the slope is that at 1e-7; Keras's is infinite at 0. Throws for a negative probability.
public record CategoricalGeneralizedCrossEntropy(double q) implements RowLoss {
    public CategoricalGeneralizedCrossEntropy {
        Legal.part("categorical_generalized_cross_entropy", "q", q);
    }

    public CategoricalGeneralizedCrossEntropy() { this(0.5); }

    /// How forgiving it is; 0.5 by default.
    public CategoricalGeneralizedCrossEntropy q(double x) { return new CategoricalGeneralizedCrossEntropy(x); }

    @Override
    public String name() { return "categorical_generalized_cross_entropy"; }

    @Override
    public void fit(Shape target, Shape prediction) { Targets.oneEach(name(), target, prediction, -1); }

    @Override
    public void check(Tensor target, Shape prediction) {
        for (int i = 0; i < target.data().length; i++) Targets.classNumber(name(), target, i, prediction, -1);
    }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        float own = p[pAt + (int) t[tAt]];
        if (own < 0) {
            throw new RondoException(
                    "%s: row %d predicts %s, but probabilities are 0 or more; end the model with softmax"
                            .formatted(name(), pAt / n, own));
        }
        return (1 - Math.pow(own, q)) / q;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        int own = pAt + (int) t[tAt];
        dp[own] -= (float) (dy * Math.pow(Math.max(p[own], Probability.LEAST), q - 1));
    }
}

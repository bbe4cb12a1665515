package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `p − t ln(p + 1e-7)`, the mean over the last axis: for counts t, where the model predicts their mean p. Targets have the
/// prediction's shape, or lack its last axis of 1. PyTorch's `PoissonNLLLoss(log_input=False)`.
///
/// Throws for a negative target or prediction, where Keras's loss is no number.
public record Poisson() implements RowLoss {
    @Override
    public String name() { return "poisson"; }

    @Override
    public void check(Tensor target, Shape prediction) {
        for (float t : target.data()) {
            if (!(t >= 0)) throw new RondoException("poisson: a target is %s, but counts are 0 or more".formatted(t));
        }
    }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            float mean = p[pAt + j];
            if (mean < 0) {
                throw new RondoException(
                        ("poisson: row %d predicts %s, but a mean of counts is 0 or more; end the model "
                                + "with softplus or exponential").formatted(pAt / n, mean));
            }
            sum += mean - t[tAt + j] * Math.log(mean + (double) Probability.LEAST);
        }
        return sum / n;
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        for (int j = 0; j < n; j++) {
            dp[pAt + j] += (float) (dy * (1 - t[tAt + j] / (p[pAt + j] + (double) Probability.LEAST)) / n);
        }
    }
}

package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/// FTRL-Proximal, "follow the regularized leader", for wide and sparse linear models (McMahan et al. 2013), as
/// `keras/src/optimizers/ftrl.py` has it. With `p = −learningRatePower` and n′ = n + g²:
/// `z += g + 2·shrinkage·w − (n′ᵖ − nᵖ)/rate · w; w = (clip(z, ±l1) − z) / (n′ᵖ/rate + 2·l2 + beta/rate); n = n′`.
///
/// w follows from z and n alone, and z starts at 0: where a weight starts is all but forgotten after the first step.
public record Ftrl(double learningRate, double learningRatePower, double initialAccumulatorValue, double l1,
        double l2, double l2Shrinkage, double beta) implements Optimizer {
    public Ftrl {
        Legal.positive("ftrl", "learningRate", learningRate);
        Legal.check(learningRatePower <= 0 && Double.isFinite(learningRatePower), "ftrl", "learningRatePower",
                "a finite number of 0 or less", learningRatePower);
        Legal.notNegative("ftrl", "initialAccumulatorValue", initialAccumulatorValue);
        Legal.notNegative("ftrl", "l1RegularizationStrength", l1);
        Legal.notNegative("ftrl", "l2RegularizationStrength", l2);
        Legal.notNegative("ftrl", "l2ShrinkageRegularizationStrength", l2Shrinkage);
        Legal.notNegative("ftrl", "beta", beta);
    }

    public Ftrl(double learningRate) { this(learningRate, -0.5, 0.1, 0, 0, 0, 0); }

    /// How fast the rate of a number falls with its gradients, −0.5 unless said; 0 leaves it as it is.
    public Ftrl learningRatePower(double p) {
        return new Ftrl(learningRate, p, initialAccumulatorValue, l1, l2, l2Shrinkage, beta);
    }

    /// What the sum of squares n starts at, 0.1 unless said.
    public Ftrl initialAccumulatorValue(double n) {
        return new Ftrl(learningRate, learningRatePower, n, l1, l2, l2Shrinkage, beta);
    }

    /// Makes weights exactly 0 whose z is no larger.
    public Ftrl l1RegularizationStrength(double strength) {
        return new Ftrl(learningRate, learningRatePower, initialAccumulatorValue, strength, l2, l2Shrinkage, beta);
    }

    public Ftrl l2RegularizationStrength(double strength) {
        return new Ftrl(learningRate, learningRatePower, initialAccumulatorValue, l1, strength, l2Shrinkage, beta);
    }

    /// A penalty on the size of weights, added to their gradients.
    public Ftrl l2ShrinkageRegularizationStrength(double strength) {
        return new Ftrl(learningRate, learningRatePower, initialAccumulatorValue, l1, l2, strength, beta);
    }

    public Ftrl beta(double b) {
        return new Ftrl(learningRate, learningRatePower, initialAccumulatorValue, l1, l2, l2Shrinkage, b);
    }

    @Override
    public String name() { return "ftrl"; }

    @Override
    public List<String> slots() { return List.of("accumulator", "linear"); }

    @Override
    public void start(Moving weight) { Arrays.fill(weight.kept()[0], (float) initialAccumulatorValue); }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        var n = weight.kept()[0];
        var z = weight.kept()[1];
        float limit = (float) l1;
        for (int i = from; i < to; i++) {
            float sum = n[i] + g[i] * g[i];
            double power = Math.pow(sum, -learningRatePower);
            double sigma = (power - Math.pow(n[i], -learningRatePower)) / rate;
            z[i] += (float) (g[i] + 2 * l2Shrinkage * w[i] - sigma * w[i]);
            w[i] = (float) ((Math.clamp(z[i], -limit, limit) - z[i]) / (power / rate + 2 * l2 + beta / rate));
            n[i] = sum;
        }
    }
}

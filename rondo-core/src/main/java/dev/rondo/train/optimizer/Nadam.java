package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// Nadam, Adam with Nesterov's momentum (Dozat 2016), as `keras/src/optimizers/nadam.py` has it. With
/// `uₜ = β₁(1 − ½·0.96ᵗ)` and `Uₜ = u₁ ⋯ uₜ`: `m += (g − m)(1 − β₁); v += (g² − v)(1 − β₂);
/// w −= rate · (uₜ₊₁·m/(1 − Uₜ₊₁) + (1 − uₜ)·g/(1 − Uₜ)) / (√(v/(1 − β₂ᵗ)) + ε)`. PyTorch's `optim.NAdam` decays u more
/// slowly.
public record Nadam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    private static final double DECAY = 0.96;

    /// From here on, 0.96ᵗ is nothing beside 1.
    private static final int SETTLED = 1000;

    public Nadam {
        Legal.positive("nadam", "learningRate", learningRate);
        Legal.belowOne("nadam", "beta1", beta1);
        Legal.belowOne("nadam", "beta2", beta2);
        Legal.positive("nadam", "epsilon", epsilon);
    }

    public Nadam(double learningRate) { this(learningRate, 0.9, 0.999, 1e-7); }

    public Nadam beta1(double b) { return new Nadam(learningRate, b, beta2, epsilon); }

    public Nadam beta2(double b) { return new Nadam(learningRate, beta1, b, epsilon); }

    public Nadam epsilon(double e) { return new Nadam(learningRate, beta1, beta2, e); }

    @Override
    public String name() { return "nadam"; }

    @Override
    public List<String> slots() { return List.of("momentum", "velocity"); }

    private double u(long step) { return (float) beta1 * (1 - 0.5 * Math.pow(DECAY, (double) step)); }

    /// `U` of a step. Keras multiplies it up from step to step; it follows from the step alone, so it is no state.
    private double product(long step) {
        double u = Math.pow((float) beta1, (double) step);
        double decay = 1;
        for (long i = 1; i <= Math.min(step, SETTLED); i++) {
            decay *= DECAY;
            u *= 1 - 0.5 * decay;
        }
        return u;
    }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        var m = weight.kept()[0];
        var v = weight.kept()[1];
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        double product = product(step);
        float byMomentum = (float) (u(step + 1) / (1 - product * u(step + 1)));
        float byGradient = (float) ((1 - u(step)) / (1 - product));
        float bias = (float) (1 - Math.pow(b2, (double) step));
        float r = (float) rate;
        float e = (float) epsilon;
        for (int i = from; i < to; i++) {
            m[i] += (g[i] - m[i]) * (1 - b1);
            v[i] += (g[i] * g[i] - v[i]) * (1 - b2);
            w[i] -= (byMomentum * m[i] + byGradient * g[i]) * r / ((float) Math.sqrt(v[i] / bias) + e);
        }
    }
}

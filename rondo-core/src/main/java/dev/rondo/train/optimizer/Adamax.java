package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// Adamax (Kingma & Ba 2015, section 7.1), as `keras/src/optimizers/adamax.py` has it: `m += (g − m)(1 − β₁);
/// u = max(β₂·u, |g|); w −= rate/(1 − β₁ᵗ) · m/(u + ε)`. PyTorch's `optim.Adamax`.
public record Adamax(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    public Adamax {
        Legal.positive("adamax", "learningRate", learningRate);
        Legal.belowOne("adamax", "beta1", beta1);
        Legal.belowOne("adamax", "beta2", beta2);
        Legal.positive("adamax", "epsilon", epsilon);
    }

    public Adamax(double learningRate) { this(learningRate, 0.9, 0.999, 1e-7); }

    public Adamax beta1(double b) { return new Adamax(learningRate, b, beta2, epsilon); }

    public Adamax beta2(double b) { return new Adamax(learningRate, beta1, b, epsilon); }

    public Adamax epsilon(double e) { return new Adamax(learningRate, beta1, beta2, e); }

    @Override
    public String name() { return "adamax"; }

    @Override
    public List<String> slots() { return List.of("momentum", "norm"); }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        var m = weight.kept()[0];
        var u = weight.kept()[1];
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float corrected = (float) (rate / (1 - Math.pow(b1, (double) step)));
        float e = (float) epsilon;
        for (int i = from; i < to; i++) {
            m[i] += (g[i] - m[i]) * (1 - b1);
            u[i] = Math.max(b2 * u[i], Math.abs(g[i]));
            w[i] -= corrected * m[i] / (u[i] + e);
        }
    }
}

package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// Lion (Chen et al. 2023), as `keras/src/optimizers/lion.py` has it: `w −= rate · sign(β₁·m + (1 − β₁)·g);
/// m = β₂·m + (1 − β₂)·g`. Every number moves by the rate, so rates are three to ten times smaller than Adam's, and
/// weight decay as much larger.
public record Lion(double learningRate, double beta1, double beta2) implements Optimizer {
    public Lion {
        Legal.positive("lion", "learningRate", learningRate);
        Legal.check(beta1 > 0 && beta1 <= 1, "lion", "beta1",
                "above 0, where it would be the sign of the gradient alone, and at most 1", beta1);
        Legal.belowOne("lion", "beta2", beta2);
    }

    public Lion(double learningRate) { this(learningRate, 0.9, 0.99); }

    public Lion beta1(double b) { return new Lion(learningRate, b, beta2); }

    public Lion beta2(double b) { return new Lion(learningRate, beta1, b); }

    @Override
    public String name() { return "lion"; }

    @Override
    public List<String> slots() { return List.of("momentum"); }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        var m = weight.kept()[0];
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float r = (float) rate;
        for (int i = from; i < to; i++) {
            w[i] -= r * Math.signum(m[i] * b1 + g[i] * (1 - b1));
            m[i] = m[i] * b2 + g[i] * (1 - b2);
        }
    }
}

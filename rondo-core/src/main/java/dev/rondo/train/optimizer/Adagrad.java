package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/// Adagrad (Duchi et al. 2011), as `keras/src/optimizers/adagrad.py` has it: `a += g²; w −= rate·g / √(a + ε)`, with ε
/// inside the root and a starting at 0.1. PyTorch's `optim.Adagrad` starts at 0 and has ε outside.
public record Adagrad(double learningRate, double initialAccumulatorValue, double epsilon) implements Optimizer {
    public Adagrad {
        Legal.positive("adagrad", "learningRate", learningRate);
        Legal.notNegative("adagrad", "initialAccumulatorValue", initialAccumulatorValue);
        Legal.positive("adagrad", "epsilon", epsilon);
    }

    public Adagrad(double learningRate) { this(learningRate, 0.1, 1e-7); }

    /// What the sum of squares starts at, 0.1 unless said.
    public Adagrad initialAccumulatorValue(double a) { return new Adagrad(learningRate, a, epsilon); }

    public Adagrad epsilon(double e) { return new Adagrad(learningRate, initialAccumulatorValue, e); }

    @Override
    public String name() { return "adagrad"; }

    @Override
    public List<String> slots() { return List.of("accumulator"); }

    @Override
    public void start(Moving weight) { Arrays.fill(weight.kept()[0], (float) initialAccumulatorValue); }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        var a = weight.kept()[0];
        float r = (float) rate;
        float e = (float) epsilon;
        for (int i = from; i < to; i++) {
            a[i] += g[i] * g[i];
            w[i] -= r * g[i] / (float) Math.sqrt(a[i] + e);
        }
    }
}

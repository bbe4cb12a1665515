package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// Adam with weight decay of its own, apart from the gradient, `w −= rate · weightDecay · w` (Loshchilov & Hutter 2019;
/// `keras/src/optimizers/adamw.py`).
public record AdamW(Adam adam, double weightDecay) implements Optimizer {
    public AdamW { Legal.notNegative("adamw", "weightDecay", weightDecay); }

    public AdamW(double learningRate) { this(new Adam(learningRate), 0.004); }

    @Override
    public AdamW weightDecay(double decay) { return new AdamW(adam, decay); }

    public AdamW beta1(double b) { return new AdamW(adam.beta1(b), weightDecay); }

    public AdamW beta2(double b) { return new AdamW(adam.beta2(b), weightDecay); }

    public AdamW epsilon(double e) { return new AdamW(adam.epsilon(e), weightDecay); }

    public AdamW withAmsgrad() { return new AdamW(adam.withAmsgrad(), weightDecay); }

    @Override
    public String name() { return "adamw"; }

    @Override
    public double learningRate() { return adam.learningRate(); }

    @Override
    public List<String> slots() { return adam.slots(); }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        adam.update(weight, rate, step, from, to, kernels);
    }
}

package dev.rondo.train.optimizer;

import dev.rondo.kernel.Kernels;
import java.util.List;

/// Adam with weight decay of its own, apart from the gradient (Loshchilov & Hutter 2019;
/// `keras/src/optimizers/adamw.py`).
public record AdamW(Adam adam, double weightDecay) implements Optimizer {
    public AdamW { Legal.atLeastZero("adamw", "weightDecay", weightDecay); }

    public AdamW(double learningRate) { this(new Adam(learningRate), 0.004); }

    @Override
    public String name() { return "adamw"; }

    @Override
    public double learningRate() { return adam.learningRate(); }

    @Override
    public List<String> slots() { return adam.slots(); }

    @Override
    public void update(float[] w, float[] g, float[][] kept, double rate, long step, int from, int to,
            Kernels kernels) {
        adam.update(w, g, kept, rate, step, from, to, kernels);
    }
}

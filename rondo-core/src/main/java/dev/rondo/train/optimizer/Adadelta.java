package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// Adadelta (Zeiler 2012), as `keras/src/optimizers/adadelta.py` has it: `a = ρ·a + (1 − ρ)·g²; δ = −g·√(d + ε)/√(a + ε);
/// d = ρ·d + (1 − ρ)·δ²; w += rate·δ`. The paper's own rate is 1; Keras's default is 0.001. PyTorch's `optim.Adadelta`
/// has ρ = 0.9 and ε = 1e-6.
public record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
    public Adadelta {
        Legal.positive("adadelta", "learningRate", learningRate);
        Legal.belowOne("adadelta", "rho", rho);
        Legal.positive("adadelta", "epsilon", epsilon);
    }

    public Adadelta(double learningRate) { this(learningRate, 0.95, 1e-7); }

    public Adadelta rho(double decay) { return new Adadelta(learningRate, decay, epsilon); }

    public Adadelta epsilon(double e) { return new Adadelta(learningRate, rho, e); }

    @Override
    public String name() { return "adadelta"; }

    @Override
    public List<String> slots() { return List.of("accumulated_grad", "accumulated_delta_var"); }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        var a = weight.kept()[0];
        var d = weight.kept()[1];
        float keep = (float) rho;
        float take = (float) (1 - rho);
        float r = (float) rate;
        float e = (float) epsilon;
        for (int i = from; i < to; i++) {
            a[i] = keep * a[i] + take * (g[i] * g[i]);
            float delta = -((float) Math.sqrt(d[i] + e) * g[i]) / (float) Math.sqrt(a[i] + e);
            d[i] = keep * d[i] + take * (delta * delta);
            w[i] += r * delta;
        }
    }
}

package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import java.util.List;

/// LAMB, for large batches (You et al. 2020), as `keras/src/optimizers/lamb.py` has it: Adam's direction
/// `u = m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)`, and `w −= rate · ‖w‖/‖u‖ · u`, so that each weight moves in proportion to
/// its own size. Where one of the norms is 0 the ratio is 1.
public record Lamb(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    public Lamb {
        Legal.positive("lamb", "learningRate", learningRate);
        Legal.belowOne("lamb", "beta1", beta1);
        Legal.belowOne("lamb", "beta2", beta2);
        Legal.positive("lamb", "epsilon", epsilon);
    }

    public Lamb(double learningRate) { this(learningRate, 0.9, 0.999, 1e-7); }

    public Lamb beta1(double b) { return new Lamb(learningRate, b, beta2, epsilon); }

    public Lamb beta2(double b) { return new Lamb(learningRate, beta1, b, epsilon); }

    public Lamb epsilon(double e) { return new Lamb(learningRate, beta1, beta2, e); }

    @Override
    public String name() { return "lamb"; }

    @Override
    public List<String> slots() { return List.of("momentum", "velocity"); }

    /// Puts u in place of the gradient.
    @Override
    public double prepare(Moving weight, double rate, long step, Machine machine) {
        var w = weight.w();
        var g = weight.g();
        var m = weight.kept()[0];
        var v = weight.kept()[1];
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float bias1 = (float) (1 - Math.pow(b1, (double) step));
        float bias2 = (float) (1 - Math.pow(b2, (double) step));
        float e = (float) epsilon;
        double directions = Pieces.sum(w.length, machine, (from, to) -> {
            for (int i = from; i < to; i++) {
                m[i] += (g[i] - m[i]) * (1 - b1);
                v[i] += (g[i] * g[i] - v[i]) * (1 - b2);
                g[i] = m[i] / bias1 / ((float) Math.sqrt(v[i] / bias2) + e);
            }
            return machine.kernels().sumOfSquares(g, from, to);
        });
        double weights = Pieces.sumOfSquares(w, w.length, machine);
        return weights > 0 && directions > 0 ? rate * Math.sqrt(weights / directions) : rate;
    }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        kernels.axpy((float) -rate, weight.g(), weight.w(), from, to);
    }
}

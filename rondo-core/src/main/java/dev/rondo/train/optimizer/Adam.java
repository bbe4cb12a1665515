package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// Adam (Kingma & Ba 2015), as `keras/src/optimizers/adam.py` has it, with ε beside the uncorrected root:
/// `m += (g − m)(1 − β₁); v += (g² − v)(1 − β₂); w −= rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε)`.
/// AMSGrad (Reddi et al. 2018) takes the largest v so far.
public record Adam(double learningRate, double beta1, double beta2, double epsilon, boolean amsgrad)
        implements
            Optimizer {
    public Adam {
        Legal.positive("adam", "learningRate", learningRate);
        Legal.belowOne("adam", "beta1", beta1);
        Legal.belowOne("adam", "beta2", beta2);
        Legal.positive("adam", "epsilon", epsilon);
    }

    public Adam(double learningRate) { this(learningRate, 0.9, 0.999, 1e-7, false); }

    public Adam beta1(double b) { return new Adam(learningRate, b, beta2, epsilon, amsgrad); }

    public Adam beta2(double b) { return new Adam(learningRate, beta1, b, epsilon, amsgrad); }

    public Adam epsilon(double e) { return new Adam(learningRate, beta1, beta2, e, amsgrad); }

    public Adam withAmsgrad() { return new Adam(learningRate, beta1, beta2, epsilon, true); }

    @Override
    public String name() { return "adam"; }

    @Override
    public List<String> slots() {
        return amsgrad ? List.of("momentum", "velocity", "velocity_hat") : List.of("momentum", "velocity");
    }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        // the betas as float32, like the averages they correct: so the first step is the rate itself
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float corrected = (float) (rate * Math.sqrt(1 - Math.pow(b2, (double) step))
                / (1 - Math.pow(b1, (double) step)));
        float e = (float) epsilon;
        var w = weight.w();
        var g = weight.g();
        var m = weight.kept()[0];
        var v = weight.kept()[1];
        if (!amsgrad) {
            kernels.adam(w, g, m, v, corrected, b1, b2, e, from, to);
            return;
        }
        var most = weight.kept()[2];
        for (int i = from; i < to; i++) {
            m[i] += (g[i] - m[i]) * (1 - b1);
            v[i] += (g[i] * g[i] - v[i]) * (1 - b2);
            most[i] = Math.max(most[i], v[i]);
            w[i] -= m[i] * corrected / ((float) Math.sqrt(most[i]) + e);
        }
    }
}

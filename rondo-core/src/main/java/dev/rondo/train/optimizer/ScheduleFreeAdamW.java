package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// Schedule-free AdamW (Defazio et al. 2024), as `keras/src/optimizers/schedule_free_adamw.py` has it: an average of all
/// steps in place of a falling learning rate. `v += (g² − v)(1 − β₂); z −= rate·g / (√(v/(1 − β₂ᵗ)) + ε)`, the average
/// `x += (z − x)/t`, and the weight that gradients are taken at is `w = (1 − β₁)·z + β₁·x`. x is not kept: it is
/// `(w − (1 − β₁)·z)/β₁`. While it warms up, the rate is `rate · t/warmupSteps`.
///
/// On TensorFlow, Keras takes x from the z that was already moved; its other backends, and this, from the one before.
public record ScheduleFreeAdamW(double learningRate, double beta1, double beta2, double epsilon, int warmupSteps)
        implements
            Optimizer {
    public ScheduleFreeAdamW {
        Legal.positive("scheduleFreeAdamW", "learningRate", learningRate);
        Legal.positive("scheduleFreeAdamW", "beta1", beta1);
        Legal.belowOne("scheduleFreeAdamW", "beta1", beta1);
        Legal.belowOne("scheduleFreeAdamW", "beta2", beta2);
        Legal.positive("scheduleFreeAdamW", "epsilon", epsilon);
        Legal.notNegative("scheduleFreeAdamW", "warmupSteps", warmupSteps);
    }

    public ScheduleFreeAdamW(double learningRate) { this(learningRate, 0.9, 0.999, 1e-8, 0); }

    public ScheduleFreeAdamW beta1(double b) {
        return new ScheduleFreeAdamW(learningRate, b, beta2, epsilon, warmupSteps);
    }

    public ScheduleFreeAdamW beta2(double b) {
        return new ScheduleFreeAdamW(learningRate, beta1, b, epsilon, warmupSteps);
    }

    public ScheduleFreeAdamW epsilon(double e) {
        return new ScheduleFreeAdamW(learningRate, beta1, beta2, e, warmupSteps);
    }

    /// Over how many steps the rate grows to its full size.
    public ScheduleFreeAdamW warmupSteps(int steps) {
        return new ScheduleFreeAdamW(learningRate, beta1, beta2, epsilon, steps);
    }

    @Override
    public String name() { return "schedule_free_adamw"; }

    @Override
    public List<String> slots() { return List.of("momentum", "velocity"); }

    /// z starts where the weight does.
    @Override
    public void start(Moving weight) {
        System.arraycopy(weight.w(), 0, weight.kept()[0], 0, weight.w().length);
    }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        var z = weight.kept()[0];
        var v = weight.kept()[1];
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float bias = (float) (1 - Math.pow(b2, (double) step));
        float r = (float) (warmupSteps > 0 ? rate * Math.min((double) step / warmupSteps, 1) : rate);
        float e = (float) epsilon;
        float share = 1f / (float) step;
        for (int i = from; i < to; i++) {
            float x = (w[i] - (1 - b1) * z[i]) / b1;
            v[i] += (g[i] * g[i] - v[i]) * (1 - b2);
            z[i] -= r * g[i] / ((float) Math.sqrt(v[i] / bias) + e);
            x = (1 - share) * x + share * z[i];
            w[i] = (1 - b1) * z[i] + b1 * x;
        }
    }
}

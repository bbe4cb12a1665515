package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/// RMSprop (Tieleman & Hinton 2012), as `keras/src/optimizers/rmsprop.py` has it: `v = ρ·v + (1 − ρ)·g²;
/// w −= rate·g / √(v + ε)`, with ε inside the root. Centered, the variance takes the place of v: `v − a²` with
/// `a = ρ·a + (1 − ρ)·g` (Graves 2013). With momentum `m = momentum·m + step; w −= m`.
public record RmsProp(double learningRate, double rho, double momentum, double epsilon, boolean centered)
        implements
            Optimizer {
    public RmsProp {
        Legal.positive("rmsprop", "learningRate", learningRate);
        Legal.belowOne("rmsprop", "rho", rho);
        Legal.fraction("rmsprop", "momentum", momentum);
        Legal.positive("rmsprop", "epsilon", epsilon);
    }

    public RmsProp(double learningRate) { this(learningRate, 0.9, 0, 1e-7, false); }

    public RmsProp rho(double decay) { return new RmsProp(learningRate, decay, momentum, epsilon, centered); }

    public RmsProp momentum(double m) { return new RmsProp(learningRate, rho, m, epsilon, centered); }

    public RmsProp epsilon(double e) { return new RmsProp(learningRate, rho, momentum, e, centered); }

    public RmsProp withCentering() { return new RmsProp(learningRate, rho, momentum, epsilon, true); }

    @Override
    public String name() { return "rmsprop"; }

    @Override
    public List<String> slots() {
        var slots = new ArrayList<>(List.of("velocity"));
        if (momentum > 0) slots.add("momentum");
        if (centered) slots.add("average_gradient");
        return slots;
    }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        var kept = weight.kept();
        var v = kept[0];
        float keep = (float) rho;
        float take = (float) (1 - rho);
        float r = (float) rate;
        float e = (float) epsilon;
        float mu = (float) momentum;
        for (int i = from; i < to; i++) {
            v[i] = keep * v[i] + take * (g[i] * g[i]);
            float spread = v[i];
            if (centered) {
                var a = kept[kept.length - 1];
                a[i] = keep * a[i] + take * g[i];
                spread -= a[i] * a[i];
            }
            float by = r * g[i] / (float) Math.sqrt(spread + e);
            if (momentum > 0) by = kept[1][i] = mu * kept[1][i] + by;
            w[i] -= by;
        }
    }
}

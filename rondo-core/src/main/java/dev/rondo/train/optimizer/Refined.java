package dev.rondo.train.optimizer;

import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// An optimizer with clipping or weight decay around it: what any of them may have, written once.
public record Refined(Optimizer rule, Clipping clipping, double weightDecay) implements Optimizer {
    /// A refined rule is refined further, not wrapped again. Throws if a second way of clipping is set: Keras allows
    /// one.
    public Refined {
        Legal.atLeastZero(rule.name(), "weightDecay", weightDecay);
        if (!(rule.clipping() instanceof Clipping.None) && !rule.clipping().equals(clipping)) {
            throw new RondoException(
                    "%s: only one of clipNorm, globalClipNorm and clipValue may be set; %s is set and %s was asked for"
                            .formatted(rule.name(), rule.clipping(), clipping));
        }
        if (rule instanceof Refined inner) rule = inner.rule;
    }

    @Override
    public String name() { return rule.name(); }

    @Override
    public double learningRate() { return rule.learningRate(); }

    @Override
    public List<String> slots() { return rule.slots(); }

    @Override
    public void update(float[] w, float[] g, float[][] kept, double rate, long step, int from, int to,
            Kernels kernels) {
        rule.update(w, g, kept, rate, step, from, to, kernels);
    }
}

package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Shape;
import dev.rondo.train.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/// An optimizer with what any of them may have around it, written once: clipping, weight decay and who is spared it, an
/// average of the weights, gathered gradients, a schedule. Made by the options of [Optimizer].
public record Refined(Optimizer rule, Clipping clipping, double weightDecay, List<String> spared,
        Optional<Averaging> averaging, int accumulation, Optional<Schedule> schedule) implements Optimizer {
    public Refined {
        Legal.notNegative(rule.name(), "weightDecay", weightDecay);
        spared = List.copyOf(spared);
    }

    /// A refined optimizer is refined further, not wrapped again.
    static Refined of(Optimizer o) {
        return o instanceof Refined r ? r
                : new Refined(o, o.clipping(), o.weightDecay(), List.of(), o.averaging(), o.accumulation(),
                        o.schedule());
    }

    /// Throws if a second way of clipping is set: Keras allows one.
    Refined clipping(Clipping c) {
        if (!(clipping instanceof Clipping.None) && !clipping.equals(c)) {
            throw new RondoException(
                    "%s: only one of clipNorm, globalClipNorm and clipValue may be set; %s is set and %s was asked for"
                            .formatted(rule.name(), clipping, c));
        }
        return new Refined(rule, c, weightDecay, spared, averaging, accumulation, schedule);
    }

    Refined decay(double decay) {
        return new Refined(rule, clipping, decay, spared, averaging, accumulation, schedule);
    }

    Refined without(List<String> words) {
        return new Refined(rule, clipping, weightDecay, words, averaging, accumulation, schedule);
    }

    Refined averaging(Optional<Averaging> a) {
        return new Refined(rule, clipping, weightDecay, spared, a, accumulation, schedule);
    }

    Refined overwriting(int steps) {
        var a = averaging.orElseThrow(() -> new RondoException(
                "%s: emaOverwriteFrequency(%d) needs an average; call useEma() before".formatted(rule.name(), steps)));
        Legal.atLeast(1, rule.name(), "emaOverwriteFrequency", steps);
        return averaging(Optional.of(new Averaging(a.momentum(), steps)));
    }

    Refined accumulating(int steps) {
        Legal.atLeast(2, rule.name(), "gradientAccumulationSteps", steps);
        return new Refined(rule, clipping, weightDecay, spared, averaging, steps, schedule);
    }

    Refined following(Schedule s) {
        return new Refined(rule, clipping, weightDecay, spared, averaging, accumulation, Optional.of(s));
    }

    @Override
    public String name() { return rule.name(); }

    @Override
    public double learningRate() { return schedule.map(s -> s.rate(0)).orElseGet(rule::learningRate); }

    @Override
    public double decayOf(String name, Shape shape, double decay) {
        return spared.stream().anyMatch(name::contains) ? 0 : rule.decayOf(name, shape, decay);
    }

    @Override
    public List<String> slots() { return rule.slots(); }

    @Override
    public int slotLength(String slot, String name, Shape shape) { return rule.slotLength(slot, name, shape); }

    @Override
    public void start(Moving weight) { rule.start(weight); }

    @Override
    public double prepare(Moving weight, double rate, long step, Machine machine) {
        return rule.prepare(weight, rate, step, machine);
    }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        rule.update(weight, rate, step, from, to, kernels);
    }
}

package dev.rondo.train.callback;

import dev.rondo.Legal;
import java.util.Map;
import java.util.OptionalDouble;

/// Multiplies the learning rate with `factor` when a log entry has not improved for `patience` epochs
/// (`keras/src/callbacks/reduce_lr_on_plateau.py`). While it cools down after that, waiting stays at 0. Logs the rate
/// that the epoch had as `learning_rate`. PyTorch: `torch.optim.lr_scheduler.ReduceLROnPlateau`.
public final class ReduceLrOnPlateau implements Callback {
    private static final String WHO = "reduce learning rate";

    private final Rules rules;
    private int wait;
    private int cooling;
    private OptionalDouble best = OptionalDouble.empty();

    /// When to reduce, and by how much.
    public record Rules(Monitor monitor, double factor, int patience, int cooldown, double minLr,
            boolean verbose) {
        public Rules {
            Legal.part(WHO, "factor", factor);
            Legal.atLeast(0, WHO, "patience", patience);
            Legal.atLeast(0, WHO, "cooldown", cooldown);
            Legal.notNegative(WHO, "minLr", minLr);
        }
    }

    public ReduceLrOnPlateau(String monitor) {
        this(new Rules(new Monitor(monitor, Mode.AUTO, 1e-4), 0.1, 10, 0, 0, false));
    }

    public ReduceLrOnPlateau(Rules rules) { this.rules = rules; }

    public Rules rules() { return rules; }

    /// What the rate is multiplied with, 0.1 unless said.
    public ReduceLrOnPlateau factor(double f) {
        return with(rules.monitor, f, rules.patience, rules.cooldown, rules.minLr);
    }

    /// How many epochs without improvement are let pass, 10 unless said.
    public ReduceLrOnPlateau patience(int epochs) {
        return with(rules.monitor, rules.factor, epochs, rules.cooldown, rules.minLr);
    }

    /// For how many epochs after a reduction nothing is counted.
    public ReduceLrOnPlateau cooldown(int epochs) {
        return with(rules.monitor, rules.factor, rules.patience, epochs, rules.minLr);
    }

    /// The rate is never reduced below this.
    public ReduceLrOnPlateau minLr(double rate) {
        return with(rules.monitor, rules.factor, rules.patience, rules.cooldown, rate);
    }

    /// How much better counts as better, 1e-4 unless said.
    public ReduceLrOnPlateau minDelta(double delta) {
        return with(new Monitor(rules.monitor.name(), rules.monitor.mode(), delta), rules.factor, rules.patience,
                rules.cooldown, rules.minLr);
    }

    public ReduceLrOnPlateau mode(Mode mode) {
        return with(new Monitor(rules.monitor.name(), mode, rules.monitor.minDelta()), rules.factor, rules.patience,
                rules.cooldown, rules.minLr);
    }

    /// Says each reduction; Keras's `verbose=1`.
    public ReduceLrOnPlateau verbose() {
        return new ReduceLrOnPlateau(
                new Rules(rules.monitor, rules.factor, rules.patience, rules.cooldown, rules.minLr, true));
    }

    private ReduceLrOnPlateau with(Monitor monitor, double factor, int patience, int cooldown, double minLr) {
        return new ReduceLrOnPlateau(new Rules(monitor, factor, patience, cooldown, minLr, rules.verbose));
    }

    /// Epochs since the last improvement or reduction.
    public int waited() { return wait; }

    /// Epochs of cooling down that are left.
    public int cooling() { return cooling; }

    @Override
    public void trainBegin(Fit fit) {
        rules.monitor.check(WHO, fit);
        wait = 0;
        cooling = 0;
        best = OptionalDouble.empty();
    }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        logs.put("learning_rate", fit.learningRate());
        if (rules.monitor.rests(epoch, fit)) return;
        double now = rules.monitor.value(WHO, logs);
        if (cooling > 0) {
            cooling--;
            wait = 0;
        }
        if (rules.monitor.improves(WHO, now, best, fit)) {
            best = OptionalDouble.of(now);
            wait = 0;
        } else if (cooling == 0 && ++wait >= rules.patience && reduce(epoch, fit)) {
            cooling = rules.cooldown;
            wait = 0;
        }
    }

    private boolean reduce(int epoch, Fit fit) {
        double old = fit.learningRate();
        // in float32, as Keras keeps the rate: 0.1 · 0.1 is then no more than 0.01
        if ((float) old <= (float) rules.minLr) return false;
        double reduced = Math.max(old * rules.factor, rules.minLr);
        fit.learningRate(reduced);
        if (rules.verbose) {
            fit.say("\nEpoch %d: ReduceLROnPlateau reducing learning rate to %s.".formatted(epoch + 1,
                    Numbers.shortest(reduced)));
        }
        return true;
    }
}

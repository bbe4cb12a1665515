package dev.rondo.train.callback;

import dev.rondo.Legal;
import dev.rondo.nn.Weights;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Stops when a log entry has not improved for `patience` epochs (`keras/src/callbacks/early_stopping.py`).
///
/// As in Keras: waiting starts over only when the entry beats its best and the baseline both; the first epoch never
/// stops; and [#restoreBestWeights] puts the best epoch's weights back whenever the training ends, also when it ran all
/// its epochs. If nothing beat the best, those are the weights of the first epoch that was watched.
public final class EarlyStopping implements Callback {
    private static final String WHO = "early stopping";

    private final Rules rules;
    private int wait;
    private int bestEpoch;
    private int stoppedEpoch;
    private OptionalDouble best = OptionalDouble.empty();
    private Optional<Weights> bestWeights = Optional.empty();

    /// When to stop.
    public record Rules(Monitor monitor, int patience, OptionalDouble baseline, boolean restoreBestWeights,
            int startFromEpoch, boolean verbose) {
        public Rules {
            Legal.atLeast(0, WHO, "patience", patience);
            Legal.atLeast(0, WHO, "startFromEpoch", startFromEpoch);
        }
    }

    public EarlyStopping(String monitor) {
        this(new Rules(new Monitor(monitor, Mode.AUTO, 0), 0, OptionalDouble.empty(), false, 0, false));
    }

    public EarlyStopping(Rules rules) { this.rules = rules; }

    public Rules rules() { return rules; }

    /// How many epochs without improvement are let pass.
    public EarlyStopping patience(int epochs) {
        return with(rules.monitor, epochs, rules.baseline, rules.restoreBestWeights, rules.startFromEpoch);
    }

    /// How much better counts as better.
    public EarlyStopping minDelta(double delta) {
        return with(new Monitor(rules.monitor.name(), rules.monitor.mode(), delta), rules.patience, rules.baseline,
                rules.restoreBestWeights, rules.startFromEpoch);
    }

    public EarlyStopping mode(Mode mode) {
        return with(new Monitor(rules.monitor.name(), mode, rules.monitor.minDelta()), rules.patience, rules.baseline,
                rules.restoreBestWeights, rules.startFromEpoch);
    }

    /// What has to be beaten for waiting to start over.
    public EarlyStopping baseline(double value) {
        return with(rules.monitor, rules.patience, OptionalDouble.of(value), rules.restoreBestWeights,
                rules.startFromEpoch);
    }

    public EarlyStopping restoreBestWeights() {
        return with(rules.monitor, rules.patience, rules.baseline, true, rules.startFromEpoch);
    }

    /// The first epoch, counted from 0, that is watched.
    public EarlyStopping startFromEpoch(int epoch) {
        return with(rules.monitor, rules.patience, rules.baseline, rules.restoreBestWeights, epoch);
    }

    /// Says in which epoch it stopped, and which weights were put back; Keras's `verbose=1`.
    public EarlyStopping verbose() {
        return new EarlyStopping(new Rules(rules.monitor, rules.patience, rules.baseline, rules.restoreBestWeights,
                rules.startFromEpoch, true));
    }

    private EarlyStopping with(Monitor monitor, int patience, OptionalDouble baseline, boolean restore, int start) {
        return new EarlyStopping(new Rules(monitor, patience, baseline, restore, start, rules.verbose));
    }

    /// The epoch, counted from 0, with the best value so far.
    public int bestEpoch() { return bestEpoch; }

    /// The best value so far.
    public OptionalDouble best() { return best; }

    /// Epochs since the last improvement.
    public int waited() { return wait; }

    @Override
    public void trainBegin(Fit fit) {
        rules.monitor.check(WHO, fit);
        wait = 0;
        bestEpoch = 0;
        stoppedEpoch = 0;
        best = OptionalDouble.empty();
        bestWeights = Optional.empty();
    }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        var monitor = rules.monitor;
        if (monitor.rests(epoch, fit)) return;
        double now = monitor.value(WHO, logs);
        if (epoch < rules.startFromEpoch) return;
        if (rules.restoreBestWeights && bestWeights.isEmpty()) remember(epoch, fit);
        wait++;
        if (monitor.improves(WHO, now, best, fit)) {
            best = OptionalDouble.of(now);
            remember(epoch, fit);
            if (rules.baseline.isEmpty() || monitor.improves(WHO, now, rules.baseline, fit)) wait = 0;
        } else if (wait >= rules.patience && epoch > 0) {
            stoppedEpoch = epoch;
            fit.stop("early stopping: %s has not improved for %d epochs; its best was in epoch %d".formatted(
                    monitor.name(), wait, bestEpoch + 1));
        }
    }

    private void remember(int epoch, Fit fit) {
        bestEpoch = epoch;
        if (rules.restoreBestWeights) bestWeights = Optional.of(fit.weights());
    }

    @Override
    public void trainEnd(Fit fit) {
        if (rules.verbose && stoppedEpoch > 0) fit.say("Epoch %d: early stopping".formatted(stoppedEpoch + 1));
        if (rules.verbose && bestWeights.isPresent()) {
            fit.say("Restoring model weights from the end of the best epoch: %d.".formatted(bestEpoch + 1));
        }
        bestWeights.ifPresent(fit::weights);
        bestWeights = Optional.empty(); // a model's worth of memory
    }
}

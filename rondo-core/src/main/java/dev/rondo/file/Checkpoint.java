package dev.rondo.file;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.model.Model;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.Fit;
import dev.rondo.train.callback.Mode;
import dev.rondo.train.callback.Monitor;
import dev.rondo.train.callback.Numbers;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Saves the model after each epoch, or only when it is the best so far; Keras's `ModelCheckpoint`
/// (`keras/src/callbacks/model_checkpoint.py`).
///
/// ```java
/// new Checkpoint("runs/{epoch:02d}-{val_loss:.2f}.rondo", Saved.of(model).words(words)).saveBestOnly("val_loss")
/// ```
///
/// The file name may hold numbers to fill in: `{epoch}`, counted from 1, any log entry, and with [#saveFreq] `{batch}`,
/// counted from 1. Without any, each save replaces the one before, in one step: there is always a whole file. Directories are made as needed. If a save fails the training
/// ends with a [dev.rondo.StorageException], and what was saved before is still there.
public final class Checkpoint implements Callback {
    private static final String WHO = "checkpoint";

    private final Rules rules;
    private OptionalDouble best;
    private int epoch;
    private int batchesSinceSave;

    /// What to save where and when.
    ///
    /// @param bestOnly save only when `monitor` is better than ever
    /// @param threshold what the first save has to beat, Keras's `initial_value_threshold`
    /// @param weightsOnly save the weights alone
    /// @param saveFreq every how many batches to save; 0 for after every epoch
    /// @param verbose whether to say what is saved where
    public record Rules(String file, Saved saved, Monitor monitor, boolean bestOnly, OptionalDouble threshold,
            boolean weightsOnly, int saveFreq, boolean verbose) {
        public Rules {
            if (file.isBlank())
                throw new RondoException(WHO + ": a file name is expected, such as \"{epoch:02d}.rondo\"");
            Legal.atLeast(0, WHO, "saveFreq", saveFreq);
        }

        private Rules monitor(Monitor m, boolean best) {
            return new Rules(file, saved, m, best, threshold, weightsOnly, saveFreq, verbose);
        }
    }

    /// After every epoch; the model is the one in `saved`, with the weights that it then has.
    public Checkpoint(String file, Saved saved) {
        this(new Rules(file, saved, new Monitor("val_loss", Mode.AUTO, 0), false, OptionalDouble.empty(), false,
                0, false));
    }

    public Checkpoint(Path file, Model model) { this(file.toString(), Saved.of(model)); }

    public Checkpoint(Rules rules) {
        this.rules = rules;
        this.best = rules.threshold;
    }

    public Rules rules() { return rules; }

    /// Only when this log entry is better than ever: `save_best_only=True`.
    public Checkpoint saveBestOnly(String monitor) {
        return new Checkpoint(rules.monitor(new Monitor(monitor, rules.monitor.mode(), 0), true));
    }

    /// Which way the entry gets better, where its name does not say.
    public Checkpoint mode(Mode mode) {
        return new Checkpoint(rules.monitor(new Monitor(rules.monitor.name(), mode, 0), rules.bestOnly));
    }

    /// What the first save has to beat, if only the best is saved.
    public Checkpoint initialValueThreshold(double value) {
        return new Checkpoint(new Rules(rules.file, rules.saved, rules.monitor, rules.bestOnly,
                OptionalDouble.of(value), rules.weightsOnly, rules.saveFreq, rules.verbose));
    }

    /// The weights alone, as [WeightsFile] writes them; name the file `….safetensors`. Keras's `save_weights_only=True`.
    public Checkpoint saveWeightsOnly() {
        return new Checkpoint(new Rules(rules.file, rules.saved, rules.monitor, rules.bestOnly, rules.threshold, true,
                rules.saveFreq, rules.verbose));
    }

    /// After every `batches` batches, counted over all epochs, instead of after every epoch. What is monitored is then
    /// the running mean of the epoch, and nothing of the validation is known.
    public Checkpoint saveFreq(int batches) {
        return new Checkpoint(new Rules(rules.file, rules.saved, rules.monitor, rules.bestOnly, rules.threshold,
                rules.weightsOnly, batches, rules.verbose));
    }

    /// Says what is saved and where, and with [#saveBestOnly] why; Keras's `verbose=1`.
    public Checkpoint verbose() {
        return new Checkpoint(new Rules(rules.file, rules.saved, rules.monitor, rules.bestOnly, rules.threshold,
                rules.weightsOnly, rules.saveFreq, true));
    }

    /// The best value so far, if only the best is saved.
    public OptionalDouble best() { return best; }

    @Override
    public void trainBegin(Fit fit) {
        if (rules.bestOnly) rules.monitor.check(WHO, fit);
        best = rules.threshold;
        batchesSinceSave = 0;
    }

    @Override
    public void epochBegin(int number, Fit fit) { epoch = number; }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) {
        if (rules.saveFreq == 0 || ++batchesSinceSave < rules.saveFreq) return;
        batchesSinceSave = 0;
        save(FileName.fill(rules.file, epoch + 1, OptionalInt.of(batch + 1), logs), logs, fit);
    }

    @Override
    public void epochEnd(int number, Map<String, Double> logs, Fit fit) {
        epoch = number;
        if (rules.bestOnly && rules.monitor.rests(number, fit)) return;
        if (rules.saveFreq == 0) save(FileName.fill(rules.file, number + 1, OptionalInt.empty(), logs), logs, fit);
    }

    private void save(String file, Map<String, Double> logs, Fit fit) {
        if (!rules.bestOnly) {
            say("saving model to " + file, fit);
            write(file, fit);
            return;
        }
        double now = rules.monitor.value(WHO, logs);
        String before = best.isEmpty() ? "None" : Numbers.fixed(best.getAsDouble(), 5);
        if (!rules.monitor.improves(WHO, now, best, fit)) {
            say("%s did not improve from %s".formatted(rules.monitor.name(), before), fit);
            return;
        }
        say("%s improved from %s to %s, saving model to %s".formatted(rules.monitor.name(), before,
                Numbers.fixed(now, 5), file), fit);
        write(file, fit);
        best = OptionalDouble.of(now); // only once it is on disk
    }

    private void write(String file, Fit fit) {
        var path = Path.of(file);
        if (rules.weightsOnly) WeightsFile.save(rules.saved.model().weights(), path);
        else RondoFile.save(rules.saved, path);
        say("finished saving model to " + file, fit);
    }

    private void say(String what, Fit fit) {
        if (rules.verbose) fit.say("\nEpoch %d: %s".formatted(epoch + 1, what));
    }
}

package dev.rondo.file;

import dev.rondo.RondoException;
import dev.rondo.model.Model;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.Fit;
import dev.rondo.train.callback.Mode;
import dev.rondo.train.callback.Monitor;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/// Saves the model after each epoch, or only when it is the best so far; Keras's `ModelCheckpoint`
/// (`keras/src/callbacks/model_checkpoint.py`).
///
/// ```java
/// new Checkpoint("runs/{epoch:02d}-{val_loss:.2f}.rondo", Saved.of(model).words(words)).saveBestOnly("val_loss")
/// ```
///
/// The file name may hold numbers to fill in: `{epoch}`, counted from 1, and any log entry. Without any, each save replaces
/// the one before, in one step: there is always a whole file. Directories are made as needed. If a save fails the training
/// ends with a [dev.rondo.StorageException], and what was saved before is still there.
public final class Checkpoint implements Callback {
    private static final String WHO = "checkpoint";

    private final Rules rules;
    private OptionalDouble best;

    /// What to save where and when.
    ///
    /// @param bestOnly save only when `monitor` is better than ever
    /// @param threshold what the first save has to beat, Keras's `initial_value_threshold`
    public record Rules(String file, Saved saved, Monitor monitor, boolean bestOnly, OptionalDouble threshold) {
        public Rules {
            if (file.isBlank())
                throw new RondoException(WHO + ": a file name is expected, such as \"{epoch:02d}.rondo\"");
        }
    }

    /// After every epoch; the model is the one in `saved`, with the weights that it then has.
    public Checkpoint(String file, Saved saved) {
        this(new Rules(file, saved, new Monitor("val_loss", Mode.AUTO, 0), false, OptionalDouble.empty()));
    }

    public Checkpoint(Path file, Model model) { this(file.toString(), Saved.of(model)); }

    public Checkpoint(Rules rules) {
        this.rules = rules;
        this.best = rules.threshold;
    }

    public Rules rules() { return rules; }

    /// Only when this log entry is better than ever: `save_best_only=True`.
    public Checkpoint saveBestOnly(String monitor) {
        return new Checkpoint(new Rules(rules.file, rules.saved, new Monitor(monitor, rules.monitor.mode(), 0), true,
                rules.threshold));
    }

    /// Which way the entry gets better, where its name does not say.
    public Checkpoint mode(Mode mode) {
        return new Checkpoint(
                new Rules(rules.file, rules.saved, new Monitor(rules.monitor.name(), mode, 0), rules.bestOnly,
                        rules.threshold));
    }

    /// What the first save has to beat.
    public Checkpoint threshold(double value) {
        return new Checkpoint(
                new Rules(rules.file, rules.saved, rules.monitor, rules.bestOnly, OptionalDouble.of(value)));
    }

    /// The best value so far, if only the best is saved.
    public OptionalDouble best() { return best; }

    @Override
    public void trainBegin(Fit fit) { best = rules.threshold; }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        var path = Path.of(FileName.fill(rules.file, epoch + 1, logs));
        if (!rules.bestOnly) {
            RondoFile.save(rules.saved, path);
            return;
        }
        double now = rules.monitor.value(WHO, logs);
        if (!rules.monitor.improves(WHO, now, best, fit)) return;
        RondoFile.save(rules.saved, path);
        best = OptionalDouble.of(now); // only once it is on disk
    }
}

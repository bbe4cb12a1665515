package dev.rondo.train.callback;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Shows a training as it goes, in Keras's words `verbose`: 0 shows nothing, 1 a growing bar an epoch, 2 a line an
/// epoch (`keras/src/callbacks/progbar_logger.py`). Where `out` is no terminal a bar cannot grow, so 1 is a line there.
public final class ProgressBar implements Callback {
    private final PrintStream out;
    private final boolean terminal;
    private final Verbosity verbosity;
    private final LongSupplier clock;
    private Optional<Progress> progress = Optional.empty();

    /// How much is shown; the order is Keras's 0, 1, 2.
    public enum Verbosity {
        SILENT, BAR, LINE
    }

    public ProgressBar(PrintStream out, boolean terminal, Verbosity verbosity) {
        this(out, terminal, verbosity, System::nanoTime);
    }

    /// With a clock of one's own, in nanoseconds.
    public ProgressBar(PrintStream out, boolean terminal, Verbosity verbosity, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.verbosity = verbosity;
        this.clock = clock;
    }

    @Override
    public void epochBegin(int epoch, Fit fit) {
        if (verbosity == Verbosity.SILENT) return;
        if (fit.epochs() > 1) {
            out.print("Epoch %d/%d\n".formatted(epoch + 1, fit.epochs()));
            out.flush();
        }
        progress = Optional.of(new Progress(out, terminal && verbosity == Verbosity.BAR, fit.batches(), clock));
    }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) {
        progress.ifPresent(p -> p.update(batch + 1, logs));
    }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        progress.ifPresent(p -> p.finish(logs));
        progress = Optional.empty();
    }
}

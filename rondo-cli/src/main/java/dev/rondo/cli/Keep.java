package dev.rondo.cli;

import dev.rondo.file.RondoFile;
import dev.rondo.file.Saved;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.CsvHistory;
import dev.rondo.train.callback.Fit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps what a training has so far, epoch by epoch: `history.csv`, and `model.rondo` whenever validation was never
/// better. A long training that is ended early has not been for nothing.
final class Keep implements Callback {
    private final RunFolder folder;
    private final Optional<Supplier<Saved>> model;
    private Optional<CsvHistory> history = Optional.empty();
    private double best = Double.NEGATIVE_INFINITY;

    private Keep(RunFolder folder, Optional<Supplier<Saved>> model) {
        this.folder = folder;
        this.model = model;
    }

    /// The history and the best model.
    static Keep best(RunFolder folder, Supplier<Saved> model) {
        return new Keep(folder, Optional.of(model));
    }

    /// The history alone.
    static Keep history(RunFolder folder) {
        return new Keep(folder, Optional.empty());
    }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        folder.write("history.csv", file -> {
            if (history.isEmpty()) {
                history = Optional.of(new CsvHistory(file));
                history.get().trainBegin(fit);
            }
            history.get().epochEnd(epoch, logs, fit);
        });
        double now = logs.getOrDefault("val_accuracy", Double.NEGATIVE_INFINITY);
        if (model.isEmpty() || !(now > best)) return;
        best = now;
        var saved = model.get().get().about("epoch", String.valueOf(epoch + 1));
        folder.write("model.rondo", file -> RondoFile.save(saved, file));
    }
}

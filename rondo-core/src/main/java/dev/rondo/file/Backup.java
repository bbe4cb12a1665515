package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.callback.Fit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that a training needs to go on as if it had never stopped, in one file: the weights, what the optimizer keeps, what
/// stateful layers carry, and how far it came. A file that is damaged in any byte, or that belongs to another training, is
/// refused.
final class Backup {
    private static final String WEIGHTS = "weights.safetensors";
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STATES = "states.safetensors";

    private Backup() {}

    /// How far the training came, and which training it is.
    ///
    /// @param epoch the epoch that is next, counted from 0
    /// @param batch its batch that is next, counted from 0
    record Progress(int epoch, int batch, long steps, double learningRate, String optimizer, long seed, int batches) {
        static final String NAME = "progress.json";

        static Progress of(int epoch, int batch, Fit fit) {
            var work = fit.optimization();
            return new Progress(epoch, batch, work.steps(), work.learningRate(), work.optimizer().name(),
                    fit.model().seed().value(), fit.batches());
        }

        void belongsTo(Fit fit) {
            var own = of(epoch, batch, fit);
            same("the optimizer", optimizer, own.optimizer);
            same("the seed", seed, own.seed);
            same("the number of batches in an epoch", batches, own.batches);
        }

        private static void same(String what, Object saved, Object here) {
            if (saved.equals(here)) return;
            throw new ModelFileException("%s was %s, but is %s now; train as before, or remove the backup to start anew"
                    .formatted(what, saved, here));
        }
    }

    static void write(Path path, int epoch, int batch, Fit fit) {
        var optimizer = new LinkedHashMap<String, Tensor>();
        fit.optimization().state().forEach((name, numbers) -> optimizer.put(name, Tensor.vector(numbers)));
        var states = StatesFile.byName(fit.model().states());
        var progress = Json.bytes(Progress.NAME,
                new ToJson(new Types(List.of())).write(Progress.of(epoch, batch, fit)));
        var parts = new LinkedHashMap<String, Body>();
        parts.put(Progress.NAME, out -> out.write(progress));
        parts.put(WEIGHTS, out -> Safetensors.write(fit.model().weights().asMap(), out));
        parts.put(OPTIMIZER, out -> Safetensors.write(optimizer, out));
        parts.put(STATES, out -> Safetensors.write(states, out));
        AtomicFile.write(path, ArchiveWriter.of(parts), RondoFile::verify);
    }

    /// Puts everything back and lets the training begin where the backup ended.
    static void read(Path path, Fit fit) {
        try (var archive = Archive.open(path)) {
            Manifest.verify(archive);
            var progress = new FromJson(new Types(List.of())).read(Progress.class, Progress.NAME,
                    Json.parse(Progress.NAME, archive.bytes(Progress.NAME)));
            progress.belongsTo(fit);
            var optimizer = new LinkedHashMap<String, float[]>();
            tensors(archive, OPTIMIZER).forEach((name, t) -> optimizer.put(name, t.data()));
            var states = StatesFile.of(tensors(archive, STATES));
            var weights = weights(archive, fit);
            fit.optimization().restore(optimizer, progress.steps, progress.learningRate); // checks before it changes
            weights.forEach(fit.model().weights()::set);
            fit.model().states(states);
            fit.initialEpoch(progress.epoch);
            fit.initialBatch(progress.batch);
        } catch (IOException | UncheckedIOException e) {
            throw new ModelFileException("restore %s: cannot be read: %s".formatted(path, e.getMessage()), e);
        } catch (RondoException e) {
            throw new ModelFileException("restore %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static Map<String, Tensor> weights(Archive archive, Fit fit) throws IOException {
        var shapes = new LinkedHashMap<String, Shape>();
        fit.model().weights().asMap().forEach((name, w) -> shapes.put(name, w.shape()));
        try (var in = archive.stream(WEIGHTS)) {
            return Safetensors.read(in, archive.entry(WEIGHTS).size(), shapes);
        }
    }

    private static Map<String, Tensor> tensors(Archive archive, String name) throws IOException {
        try (var in = archive.stream(name)) {
            return Safetensors.read(in, archive.entry(name).size());
        }
    }
}

package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.data.WordVectorizer;
import dev.rondo.model.GraphModel;
import dev.rondo.model.Model;
import dev.rondo.model.Seed;
import dev.rondo.model.Sequential;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Saves and loads models: one file with the layers, the weights and what belongs to them (`docs/format.md`).
///
/// ```java
/// RondoFile.save(Saved.of(model).labels("spam", "ham"), Path.of("spam.rondo"));
/// Model model = RondoFile.load(Path.of("spam.rondo")).model();
/// ```
///
/// The same model always gives the same bytes. Loading a file runs no code and opens no other file, whatever the file says;
/// a file that is damaged in any byte is refused. What is not saved: the state of stateful layers, the optimizer, and the
/// numbers of [dev.rondo.nn.Init.Values], which the weights replace (they come back as zeros).
public final class RondoFile {
    private static final String WEIGHTS = "weights.safetensors";
    private static final Set<String> ENTRIES = Set.of(Manifest.NAME, Config.NAME, WordList.NAME, WEIGHTS);

    private RondoFile() {}

    /// Saves a model with nothing around it.
    public static void save(Model model, Path path) { save(Saved.of(model), path); }

    /// Saves; a file that is there already is replaced in one step, or stays if this throws.
    public static void save(Saved saved, Path path) {
        var types = new Types(List.of());
        var parts = new LinkedHashMap<String, Body>();
        parts.put(Config.NAME, json(Config.NAME, types, config(saved)));
        saved.words().ifPresent(words -> parts.put(WordList.NAME, json(WordList.NAME, types, WordList.of(words))));
        parts.put(WEIGHTS, out -> Safetensors.write(saved.model().weights().asMap(), out));
        AtomicFile.write(path, ArchiveWriter.of(parts), RondoFile::verify);
    }

    private static Record config(Saved saved) {
        return switch (saved.model()) {
            case Sequential _ -> Config.sequential(saved);
            case GraphModel _ -> GraphConfig.of(saved);
            default -> throw new RondoException("save: a model of the class %s cannot be saved; make it with "
                    .formatted(saved.model().getClass().getName()) + "Model.sequential or Model.graph");
        };
    }

    private static Body json(String name, Types types, Record record) {
        var bytes = Json.bytes(name, new ToJson(types).write(record));
        return out -> out.write(bytes);
    }

    /// Reads a file back after writing it: a disk may lie, and a model may be trained on while it is saved.
    static void verify(Path written) throws IOException {
        try (var archive = Archive.open(written)) {
            Manifest.verify(archive);
        } catch (ModelFileException e) {
            throw new IOException(
                    "what was read back differs (" + e.getMessage() + "); was the model changed while it was saved?",
                    e);
        }
    }

    /// Loads what [#save] wrote.
    ///
    /// @param own the records that are your own cells, layers and initialisers: a file cannot reach any other class
    /// @throws ModelFileException if the file is damaged, not Rondo's, or asks for something unknown
    public static Saved load(Path path, Class<?>... own) {
        var types = new Types(List.of(own));
        try (var archive = Archive.open(path)) {
            Manifest.verify(archive);
            return read(archive, new FromJson(types));
        } catch (NoSuchFileException e) {
            throw new ModelFileException("load %s: there is no such file; is the path right?".formatted(path), e);
        } catch (IOException | UncheckedIOException e) {
            throw new ModelFileException("load %s: cannot be read: %s".formatted(path,
                    e instanceof AccessDeniedException ? "permission denied" : e.getMessage()), e);
        } catch (RondoException e) {
            throw new ModelFileException("load %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static Saved read(Archive archive, FromJson records) throws IOException {
        for (var entry : archive.entries()) {
            if (!ENTRIES.contains(entry.name()))
                throw new ModelFileException(
                        "entry '%s' is no part of a model; get the file again".formatted(entry.name()));
        }
        var json = Json.parse(Config.NAME, archive.bytes(Config.NAME));
        var words = archive.has(WordList.NAME) ? Optional.of(words(archive, records))
                : Optional.<WordVectorizer>empty();
        if (json.has(GraphConfig.FIELD)) {
            var config = records.read(GraphConfig.class, Config.NAME, json);
            var model = model(() -> GraphModel.restored(Seed.seed(config.seed()), config.graph(),
                    wanted -> weights(archive, wanted, config.frozen())));
            return new Saved(model, words, config.labels(), config.task(), config.about());
        }
        var config = records.read(Config.class, Config.NAME, json);
        var model = model(() -> Sequential.restored(Seed.seed(config.seed()), config.layers(), config.input(),
                wanted -> weights(archive, wanted, config.frozen())));
        return new Saved(model, words, config.labels(), config.task(), config.about());
    }

    private static Model model(Supplier<Model> restored) {
        try {
            return restored.get();
        } catch (ModelFileException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) { // layers that do not fit each other, or a bug in one of the caller's own
            throw new ModelFileException("%s: its layers do not work: %s".formatted(Config.NAME,
                    e instanceof RondoException ? e.getMessage() : e), e);
        }
    }

    /// The layers say which weights there are; the file has to hold exactly these.
    private static Weights weights(Archive archive, List<Weight> wanted, List<String> frozen) {
        var shapes = new LinkedHashMap<String, Shape>();
        for (var w : wanted) {
            if (shapes.put(w.name(), w.shape()) != null)
                throw new ModelFileException("%s: weight \"%s\" is there twice".formatted(Config.NAME, w.name()));
            if (Arrays.stream(w.shape().sizes()).anyMatch(size -> size < 1))
                throw new ModelFileException(
                        "%s: weight \"%s\" has the empty shape %s".formatted(Config.NAME, w.name(), w.shape()));
        }
        try (var in = archive.stream(WEIGHTS)) {
            var weights = Weights.of(Safetensors.read(in, archive.entry(WEIGHTS).size(), shapes), wanted);
            frozen.forEach(weights::freeze);
            return weights;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WordVectorizer words(Archive archive, FromJson records) throws IOException {
        return records.read(WordList.class, WordList.NAME, Json.parse(WordList.NAME, archive.bytes(WordList.NAME)))
                .vectorizer();
    }
}

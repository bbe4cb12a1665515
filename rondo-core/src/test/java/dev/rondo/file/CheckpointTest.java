package dev.rondo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.golden.Golden;
import dev.rondo.model.Sequential;
import dev.rondo.ModelFileException;
import dev.rondo.tensor.Tensor;
import dev.rondo.layer.Layer;
import dev.rondo.model.Seed;
import dev.rondo.StorageException;
import dev.rondo.model.Model;
import dev.rondo.nn.Weights;
import dev.rondo.train.callback.Fit;
import dev.rondo.train.callback.History;
import dev.rondo.train.callback.Mode;
import dev.rondo.train.metric.Metric;
import dev.rondo.train.optimizer.Optimization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Keras's `ModelCheckpoint` does.
class CheckpointTest {
    @TempDir
    Path dir;

    private final Sequential model = Samples.classifier();

    private static void epochs(Checkpoint checkpoint, double... losses) {
        checkpoint.trainBegin(new Nothing());
        for (int i = 0; i < losses.length; i++)
            checkpoint.epochEnd(i, Map.of("loss", 9.0, "val_loss", losses[i]), new Nothing());
    }

    private Checkpoint at(String name) {
        return new Checkpoint(dir.resolve(name).toString(), Saved.of(model).labels("a", "b"));
    }

    @Test
    void everyEpochUnderANameOfItsOwn() {
        epochs(at("new/{epoch:02d}-{val_loss:.2f}.rondo"), 0.5, 0.254, 0.3);
        assertThat(dir.resolve("new").toFile().list())
                .containsExactlyInAnyOrder("01-0.50.rondo", "02-0.25.rondo", "03-0.30.rondo");
        assertThat(RondoFile.load(dir.resolve("new/01-0.50.rondo")).labels()).containsExactly("a", "b");
    }

    @Test
    void onlyTheBest() {
        epochs(at("{epoch}.rondo").saveBestOnly("val_loss"), 0.5, 0.6, 0.4, 0.4, Double.NaN, 0.1);
        assertThat(dir.toFile().list()).containsExactlyInAnyOrder("1.rondo", "3.rondo", "6.rondo");
    }

    @Test
    void theBestIsTheLargestWhereSaid() {
        epochs(at("{epoch}.rondo").saveBestOnly("val_loss").mode(Mode.MAX).initialValueThreshold(0.5), 0.5, 0.6, 0.4);
        assertThat(dir.toFile().list()).containsExactly("2.rondo");
    }

    @Test
    void savesTheWeightsAsTheyAreThen() throws IOException {
        var checkpoint = at("m.rondo");
        epochs(checkpoint, 1);
        var before = Files.readAllBytes(dir.resolve("m.rondo"));
        model.weights().get("dense/bias").data()[0] = 7;
        epochs(checkpoint, 1);
        assertThat(Files.readAllBytes(dir.resolve("m.rondo"))).isNotEqualTo(before);
        assertThat(RondoFile.load(dir.resolve("m.rondo")).model().weights().get("dense/bias").data()[0]).isEqualTo(7);
    }

    /// As Keras counts: over the end of an epoch.
    @Test
    void everyFewBatches() {
        var checkpoint = at("{epoch:02d}-{batch}-{loss:.1f}.rondo").saveFreq(4);
        checkpoint.trainBegin(new Nothing());
        for (int epoch = 0; epoch < 2; epoch++) {
            checkpoint.epochBegin(epoch, new Nothing());
            for (int batch = 0; batch < 6; batch++) checkpoint.batchEnd(batch, Map.of("loss", 0.5), new Nothing());
            checkpoint.epochEnd(epoch, Map.of("loss", 9.0), new Nothing());
        }
        assertThat(dir.toFile().list()).containsExactlyInAnyOrder("01-4-0.5.rondo", "02-2-0.5.rondo", "02-6-0.5.rondo");
        assertThatThrownBy(() -> epochs(at("{batch}.rondo"), 1)).hasMessageContaining("{batch} in ");
        assertThatThrownBy(() -> at("x").saveFreq(-1)).hasMessageContaining("saveFreq must be at least 0");
    }

    @Test
    void theWeightsAlone() throws IOException {
        epochs(at("{epoch}.safetensors").saveWeightsOnly().saveBestOnly("val_loss"), 2, 3, 1);
        assertThat(dir.toFile().list()).containsExactlyInAnyOrder("1.safetensors", "3.safetensors");
        var other = Model.sequential(Seed.seed(9), model.layers().toArray(
                Layer[]::new));
        assertThat(other.weights().get("dense/kernel").data())
                .isNotEqualTo(model.weights().get("dense/kernel").data());
        var file = dir.resolve("3.safetensors");
        WeightsFile.load(other.weights(), file);
        model.weights().asMap()
                .forEach((name, w) -> assertThat(other.weights().get(name).data()).as(name).isEqualTo(w.data()));
        assertThat(WeightsFile.load(file).asMap().keySet()).isEqualTo(model.weights().asMap().keySet());
        var others = Weights.of(Map.of("dense/kernel", Tensor.zeros(7, 7), "dense/bias",
                Tensor.zeros(model.weights().get("dense/bias").shape().sizes())));
        assertThat(others.setMatching(WeightsFile.load(file))).containsExactly("dense/bias");
        assertThat(others.get("dense/bias").data()).isEqualTo(model.weights().get("dense/bias").data());
        assertThatThrownBy(() -> WeightsFile.load(dir.resolve("none"))).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> WeightsFile.load(Weights.of(Map.of("w", Tensor.vector(1f))), file))
                .isInstanceOf(ModelFileException.class).hasMessageContaining("weight \"w\" is missing");
        Files.writeString(file, "?");
        assertThatThrownBy(() -> WeightsFile.load(other.weights(), file))
                .isInstanceOf(ModelFileException.class).hasMessageContaining("load " + file);
        assertThatThrownBy(() -> WeightsFile.load(other.weights(), dir.resolve("none")))
                .isInstanceOf(ModelFileException.class).hasMessageContaining("no such file");
    }

    @Test
    void aFailedSaveIsNotForgotten() throws IOException {
        Files.createDirectory(dir.resolve("m.rondo"));
        assertThatThrownBy(() -> epochs(at("m.rondo"), 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> epochs(at("{accuracy:.2f}.rondo"), 1)).isInstanceOf(RondoException.class)
                .hasMessageContaining("{accuracy} in ").hasMessageContaining("is not in the logs");
        assertThatThrownBy(() -> epochs(at("x").saveBestOnly("val_f1"), 1)).isInstanceOf(RondoException.class)
                .hasMessageContaining("\"val_f1\" is not in the logs");
        assertThatThrownBy(() -> epochs(at("{val_loss:d}"), 1)).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> epochs(at("{epoch:.2f}"), 1)).isInstanceOf(RondoException.class);
    }

    @Test
    void saysWhatKerasSays() {
        var messages = Golden.whole("vocabulary_input.json", "messages");
        String name = "{epoch:02d}-{val_loss:.3f}.keras";
        assertThat(said(at(name).verbose().saveBestOnly("val_loss"), messages))
                .isEqualTo(messages.text("model_checkpoint"));
        assertThat(said(at(name).verbose(), messages)).isEqualTo(messages.text("model_checkpoint_all"));
    }

    private String said(Checkpoint checkpoint, Golden messages) {
        double[] losses = messages.numbers("values");
        var fit = new Nothing();
        checkpoint.trainBegin(fit);
        for (int i = 0; i < losses.length; i++) checkpoint.epochEnd(i, Map.of("val_loss", losses[i]), fit);
        return String.join("", fit.said.stream().map(l -> l + "\n").toList()).replace(dir.toString(), "FOLDER");
    }

    static List<Golden> fileNames() { return Golden.cases("vocabulary_input.json", "file_names"); }

    @ParameterizedTest
    @MethodSource("fileNames")
    void numbersInNamesArePythons(Golden g) {
        double[] values = g.numbers("values");
        for (int i = 0; i < values.length; i++) {
            int epoch = g.text("format").contains("epoch") ? (int) values[i] : 1;
            assertThat(FileName.fill(g.text("format"), epoch, OptionalInt.empty(), Map.of("x", values[i])))
                    .isEqualTo(g.json().get("texts").get(i).asString());
        }
    }

    @Test
    void bracesThatHoldNoNumber() {
        for (String name : List.of("{epoch:xyz}.rondo", "{epoch!r}.rondo", "{}.rondo", "a}b.rondo",
                "{loss:>8}.rondo", "{epoch:9999999999d}.rondo")) {
            assertThatThrownBy(() -> epochs(at(name), 1)).isInstanceOf(RondoException.class)
                    .hasMessageContaining("the braces in ");
        }
    }

    /// A training of which nothing is asked, but what it was told.
    private record Nothing(List<String> said) implements Fit {
        Nothing() { this(new ArrayList<>()); }

        @Override
        public Model model() { throw new UnsupportedOperationException(); }

        @Override
        public Optimization optimization() { throw new UnsupportedOperationException(); }

        @Override
        public void initialEpoch(int epoch) {}

        @Override
        public void initialBatch(int batch) {}

        @Override
        public double learningRate() { return 1; }

        @Override
        public void learningRate(double rate) {}

        @Override
        public void stop(String reason) {}

        @Override
        public void say(String line) { said.add(line); }

        @Override
        public Weights weights() { return Weights.of(Map.of()); }

        @Override
        public void weights(Weights weights) {}

        @Override
        public int epochs() { return 1; }

        @Override
        public int batches() { return 1; }

        @Override
        public List<Metric> metrics() { return List.of(); }

        @Override
        public History history() { throw new UnsupportedOperationException(); }
    }
}

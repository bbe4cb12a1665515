package dev.rondo.train.callback;

import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.Fitting.verbose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.StorageException;
import dev.rondo.contract.Draw;
import dev.rondo.data.Dataset;
import dev.rondo.golden.Golden;
import dev.rondo.layer.Layers;
import dev.rondo.model.Model;
import dev.rondo.train.Training;
import dev.rondo.train.loss.Losses;
import dev.rondo.train.metric.Metrics;
import dev.rondo.train.optimizer.Optimizers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Event files, byte by byte as TensorFlow writes them, and at the moments at which Keras writes them. To see them with
/// TensorBoard's own reader: `src/test/golden/tensorboard_read.py target/tensorboard`.
class TensorBoardTest {
    /// A message as it was read: the values of each field, a `Long`, `Double` or `byte[]` each.
    private static final class Fields extends HashMap<Integer, List<Object>> {
        private static final long serialVersionUID = 1;

        static Fields of(byte[] message) {
            var fields = new Fields();
            var in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                int key = (int) varint(in);
                Object value = switch (key & 7) {
                    case 0 -> varint(in);
                    case 1 -> in.getDouble();
                    case 2 -> bytes(in, (int) varint(in));
                    default -> throw new AssertionError("wire type " + (key & 7));
                };
                fields.computeIfAbsent(key >> 3, _ -> new ArrayList<>()).add(value);
            }
            return fields;
        }

        private static long varint(ByteBuffer in) {
            long n = 0;
            for (int shift = 0;; shift += 7) {
                byte b = in.get();
                n |= (b & 0x7fL) << shift;
                if (b >= 0) return n;
            }
        }

        private static byte[] bytes(ByteBuffer in, int n) {
            var bytes = new byte[n];
            in.get(bytes);
            return bytes;
        }

        Object only(int field) {
            return getOrDefault(field, List.of()).getFirst();
        }

        Fields message(int field) { return of((byte[]) only(field)); }

        String text(int field) { return new String((byte[]) only(field), StandardCharsets.UTF_8); }

        long whole(int field) { return (long) getOrDefault(field, List.of(0L)).getFirst(); }
    }

    record Event(String tag, long step, Fields value) {
        float scalar() {
            assertThat(value.message(9).message(1).text(1)).isEqualTo("scalars");
            return ByteBuffer.wrap((byte[]) value.message(8).only(4)).order(ByteOrder.LITTLE_ENDIAN).getFloat();
        }
    }

    /// All events of the files in a directory, after their checksums were found right.
    private static List<Event> events(Path folder) throws IOException {
        var events = new ArrayList<Event>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; in.hasRemaining(); i++) {
                    var length = Fields.bytes(in, 8);
                    assertThat(in.getInt()).isEqualTo(EventFile.masked(length));
                    var data = Fields.bytes(in, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
                    assertThat(in.getInt()).isEqualTo(EventFile.masked(data));
                    var event = Fields.of(data);
                    if (i == 0) {
                        assertThat(event.text(3)).isEqualTo("brain.Event:2");
                        continue;
                    }
                    var value = event.message(5).message(1);
                    events.add(new Event(value.text(1), event.whole(2), value));
                }
            }
        }
        return events;
    }

    static List<Golden> written() { return Golden.cases("event_files.json", "events"); }

    static List<Golden> fits() { return Golden.cases("event_files.json", "fit"); }

    @ParameterizedTest
    @MethodSource("written")
    void theBytesAreTensorFlows(Golden c, @TempDir Path folder) throws IOException {
        var file = new EventFile(folder, () -> Instant.ofEpochMilli(c.json().get("millis").asLong()));
        long step = c.json().get("step").asLong();
        if (c.json().get("value").isArray()) {
            double[] numbers = c.numbers("value");
            var floats = new float[numbers.length];
            for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
            file.histogram(c.text("tag"), floats, step);
        } else {
            file.scalar(c.text("tag"), c.text("value").equals("NaN") ? Double.NaN : c.number("value"), step);
        }
        file.flush();
        var expected = HexFormat.of().parseHex(c.text("event"));
        try (var files = Files.list(folder)) {
            var all = Files.readAllBytes(files.findFirst().orElseThrow());
            var found = new byte[expected.length];
            System.arraycopy(all, all.length - 4 - found.length, found, 0, found.length);
            assertThat(HexFormat.of().formatHex(found)).isEqualTo(c.text("event"));
        }
        assertThat(events(folder)).hasSize(1);
    }

    @Test
    void aRecordIsTensorFlows() {
        var whole = HexFormat.of().parseHex(Golden.cases("event_files.json", "records").getFirst().json().asString());
        var data = new byte[whole.length - 16];
        System.arraycopy(whole, 12, data, 0, data.length);
        assertThat(EventFile.record(data)).isEqualTo(whole);
    }

    private static Training training() {
        return Training.compile(Model.sequential(Layers.input(2), Layers.dense(1)), Optimizers.sgd(),
                Losses.meanSquaredError(), Metrics.mae());
    }

    @ParameterizedTest
    @MethodSource("fits")
    void writesWhenKerasDoes(Golden c, @TempDir Path folder) throws IOException {
        var board = Callbacks.tensorBoard(folder).histogramFreq(2);
        var x = Draw.normal("x", 6, 2);
        var data = Dataset.of(x, Draw.normal("y", 6, 1));
        training().fit(data, epochs(2), batchSize(2), validation(data), verbose(0),
                c.whole("update_freq") == 0 ? board : board.updateFreq(c.whole("update_freq")));
        var found = new ArrayList<String>();
        for (var part : List.of("train", "validation")) {
            for (var e : events(folder.resolve(part))) found.add("[\"%s\",\"%s\",%d]".formatted(part, e.tag, e.step));
        }
        var expected = c.get("events").each().map(e -> e.json().toString()).toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theNumbersAreThoseOfTheHistory() throws IOException {
        var folder = Path.of("target", "tensorboard");
        for (var part : List.of("train", "validation")) {
            Files.createDirectories(folder.resolve(part));
            try (var old = Files.list(folder.resolve(part))) {
                for (var file : old.toList()) Files.delete(file);
            }
        }
        var data = Dataset.of(Draw.normal("x", 8, 2), Draw.normal("y", 8, 1));
        var board = new TensorBoard(folder).updateFreq(1).histogramFreq(1).writeStepsPerSecond();
        var history = training().fit(data, epochs(3), batchSize(4), validation(data), verbose(0), board);
        var train = events(folder.resolve("train"));
        for (int epoch = 0; epoch < 3; epoch++) {
            int e = epoch;
            assertThat(train.stream().filter(v -> v.tag.equals("epoch_loss") && v.step == e).map(Event::scalar))
                    .containsExactly(history.values("loss").get(e).floatValue());
        }
        assertThat(train.stream().filter(v -> v.tag.equals("batch_loss")).map(Event::step)).containsExactly(1L, 2L, 3L,
                4L, 5L, 6L);
        assertThat(train.stream().filter(v -> v.tag.equals("epoch_learning_rate")).map(Event::scalar))
                .containsExactly(0.01f, 0.01f, 0.01f);
        assertThat(train.stream().filter(v -> v.tag.endsWith("steps_per_second")).map(Event::scalar)).hasSize(9)
                .allSatisfy(speed -> assertThat(speed).isPositive().isFinite());
        assertThat(events(folder.resolve("validation")).stream().filter(v -> v.tag.equals("epoch_loss"))
                .map(Event::scalar)).last().isEqualTo((float) history.last("val_loss"));
    }

    @Test
    void anotherTrainingIsAnotherFile(@TempDir Path folder) throws IOException {
        var fit = new FakeFit(1, 1);
        var board = new TensorBoard(folder);
        for (int i = 0; i < 2; i++) {
            board.trainBegin(fit);
            board.epochEnd(i, FakeFit.logs("loss", 1), fit);
        }
        try (var files = Files.list(folder.resolve("train"))) {
            assertThat(files).hasSize(2);
        }
        assertThat(folder.resolve("validation")).doesNotExist();
        assertThat(events(folder.resolve("train")).stream().map(Event::tag)).containsExactly("epoch_loss",
                "epoch_learning_rate", "epoch_loss", "epoch_learning_rate");
    }

    @Test
    void settingsAreChecked(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> new TensorBoard(folder).updateFreq(-1)).isInstanceOf(RondoException.class)
                .hasMessage("tensorboard: updateFreq must be at least 0, got -1");
        Files.writeString(folder.resolve("train"), "in the way");
        var board = new TensorBoard(folder);
        assertThatThrownBy(() -> board.epochEnd(0, Map.of("loss", 1.0), new FakeFit(1, 1)))
                .isInstanceOf(StorageException.class).hasMessageContaining("check space and rights");
    }
}

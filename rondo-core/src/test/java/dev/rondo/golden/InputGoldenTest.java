package dev.rondo.golden;

import static dev.rondo.data.IntegerLookup.integerLookup;
import static dev.rondo.data.StringHashedCrossing.stringHashedCrossing;
import static dev.rondo.data.StringLookup.stringLookup;
import static dev.rondo.data.TextVectorization.textVectorization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.DataException;
import dev.rondo.RondoException;
import dev.rondo.StorageException;
import dev.rondo.contract.Draw;
import dev.rondo.contract.GradientCheck;
import dev.rondo.data.Vocabulary;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.HashedCrossing;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Layers;
import dev.rondo.layer.MelSpectrogram;
import dev.rondo.layer.StftSpectrogram;
import dev.rondo.model.Model;
import dev.rondo.nn.Init;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Stft;
import dev.rondo.nn.Weights;
import dev.rondo.nn.Window;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.op.Padding;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sounds, crossed features and vocabularies in files, as Keras has them: `golden/vocabulary_input.json`.
class InputGoldenTest {
    private static final String FILE = "vocabulary_input.json";

    static List<Golden> windows() { return Golden.cases(FILE, "windows"); }

    static List<Golden> givenWindows() { return Golden.cases(FILE, "given_windows"); }

    static List<Golden> stftSpectrograms() { return Golden.cases(FILE, "stft_spectrograms"); }

    static List<Golden> melSpectrograms() { return Golden.cases(FILE, "mel_spectrograms"); }

    private static Golden part(String name) { return Golden.whole(FILE, name); }

    @ParameterizedTest
    @MethodSource("windows")
    void windowsOfSciPy(Golden g) {
        var init = Init.stft(Stft.Side.REAL).window(window(g.text("window"))).periodic(g.flag("periodic"))
                .scaling(Stft.Scaling.NONE);
        var kernel = init.draw(Shape.of(g.whole("steps"), 1, 3), Key.of(1));
        var first = new float[g.whole("steps")];
        for (int t = 0; t < first.length; t++) first[t] = kernel[3 * t];
        assertThat(first).containsExactly(g.tensor("values").data(), offset(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("givenWindows")
    void windowsOfOnesOwn(Golden g) {
        var init = Init.stft(Stft.Side.valueOf(g.text("side").toUpperCase(Locale.ROOT))).window(g.numbers("window"))
                .scaling(Stft.Scaling.valueOf(g.text("scaling").toUpperCase(Locale.ROOT)));
        var expected = g.tensor("kernel");
        assertThat(init.draw(expected.shape(), Key.of(1))).containsExactly(expected.data(), offset(1e-6f));
        assertThatThrownBy(() -> init.draw(Shape.of(5, 1, 5), Key.of(1))).isInstanceOf(RondoException.class)
                .hasMessage("stft: the window has 4 values, but there are 5 steps; give one a step");
        assertThatThrownBy(() -> init.periodic(true)).hasMessageContaining("leave out periodic");
        assertThatThrownBy(() -> init.window(Window.GIVEN)).hasMessageContaining("are given by window(values)");
        assertThatThrownBy(() -> init.window(1, Double.NaN)).hasMessageContaining("finite numbers");
    }

    private static Window window(String name) { return Window.valueOf(name.toUpperCase(Locale.ROOT)); }

    @ParameterizedTest
    @MethodSource("stftSpectrograms")
    void spectraByKernels(Golden g) {
        var o = g.get("options");
        var layer = new StftSpectrogram(o.whole("frame_length"));
        if (o.given("mode")) layer = layer.mode(StftSpectrogram.Mode.valueOf(o.text("mode").toUpperCase(Locale.ROOT)));
        if (o.given("fft_length")) layer = layer.fftLength(o.whole("fft_length"));
        if (o.given("frame_step")) layer = layer.frameStep(o.whole("frame_step"));
        if (o.has("window")) {
            layer = o.json().get("window").isArray() ? layer.window(o.numbers("window"))
                    : layer.window(o.given("window") ? window(o.text("window")) : Window.NONE);
        }
        if (o.has("scaling")) {
            layer = layer.scaling(o.given("scaling")
                    ? Stft.Scaling.valueOf(o.text("scaling").toUpperCase(Locale.ROOT)) : Stft.Scaling.NONE);
        }
        if (o.given("padding")) layer = layer.padding(Padding.SAME);
        layer = layer.periodic(o.flag("periodic")).expandDims(o.flag("expand_dims"));
        boolean angles = layer.mode() == StftSpectrogram.Mode.ANGLE;
        sound(g, layer, angles);
    }

    @ParameterizedTest
    @MethodSource("melSpectrograms")
    void loudness(Golden g) {
        var o = g.get("options");
        var layer = new MelSpectrogram(o.whole("fft_length")).numMelBins(o.whole("num_mel_bins"));
        if (o.given("sequence_stride")) layer = layer.sequenceStride(o.whole("sequence_stride"));
        if (o.given("sampling_rate")) layer = layer.samplingRate(o.whole("sampling_rate"));
        if (o.given("sequence_length")) layer = layer.sequenceLength(o.whole("sequence_length"));
        if (o.has("window")) {
            layer = o.json().get("window").isArray() ? layer.window(o.numbers("window"))
                    : layer.window(o.given("window") ? window(o.text("window")) : Window.NONE);
        }
        if (o.given("min_freq")) layer = layer.minFreq(o.number("min_freq"));
        if (o.given("max_freq")) layer = layer.maxFreq(o.number("max_freq"));
        if (o.given("power_to_db")) layer = layer.powerToDb(o.flag("power_to_db"));
        layer = layer.topDb(o.number("top_db", layer.topDb())).magExp(o.number("mag_exp", layer.magExp()))
                .minPower(o.number("min_power", layer.minPower())).refPower(o.number("ref_power", layer.refPower()));
        sound(g, layer, false);
    }

    /// A new layer begins with Keras's kernels, so its output is Keras's; and so are the gradients.
    private static void sound(Golden g, Layer layer, boolean angles) {
        var x = g.tensor("x");
        var model = Model.sequential(Layers.input(x.shape().without(0).sizes()), Layers.named("layer", layer));
        model.build(x.shape());
        var expected = g.tensor("output");
        var found = model.predict(x);
        assertThat(layer.output(x.shape())).isEqualTo(found.shape());
        if (angles) turned(found, expected);
        else Golden.assertClose(g.name(), found, expected);
        if (!g.given("dx")) return;
        var weights = new LinkedHashMap<>(model.weights().asMap());
        weights.put("x", x);
        var importance = g.tensor("importance");
        var gradients = gradients(layer, Weights.of(weights), importance);
        Golden.assertClose("dx", gradients.getOrDefault("x", x), g.tensor("dx"));
        g.json().get("weights").properties().forEach(w -> Golden.assertClose(w.getKey(),
                gradients.getOrDefault("layer/" + w.getKey(), x), Golden.tensor(w.getValue())));
        assertThat(gradients).hasSize(1 + g.json().get("weights").size());
    }

    private static Map<String, Tensor> gradients(Layer layer, Weights weights, Tensor importance) {
        var pass = Pass.training(weights, Machine.single(), Key.of(3));
        var y = layer.call(Signal.of(pass.weight("x")), pass.in("layer")).tensor();
        var found = pass.backward(Ops.sum(Ops.times(y, importance)));
        var all = new LinkedHashMap<String, Tensor>();
        pass.read().forEach((name, t) -> all.put(name, Tensor.of(t.shape(), found.of(t))));
        return all;
    }

    /// Equal but for whole turns: −π and π are one angle, and rounding decides which of them comes.
    private static void turned(Tensor found, Tensor expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < found.data().length; i++) {
            double apart = Math.IEEEremainder((double) found.data()[i] - expected.data()[i], 2 * Math.PI);
            assertThat(apart).as("angle %d, %s and %s", i, found.data()[i], expected.data()[i]).isCloseTo(0,
                    offset(1e-4));
        }
    }

    @Test
    void soundsDoNotHearEachOther() {
        var layer = Layers.melSpectrogram(16).sequenceStride(5).numMelBins(3).topDb(10);
        var quiet = Draw.normal("quiet", 1, 40);
        var both = new float[80];
        for (int i = 0; i < 40; i++) {
            both[i] = quiet.data()[i];
            both[40 + i] = 1000 * quiet.data()[i];
        }
        var pass = Pass.inference(Weights.of(Map.of()), Machine.single());
        var alone = layer.call(Signal.of(quiet), pass).tensor().data();
        var together = layer.call(Signal.of(Tensor.of(Shape.of(2, 40), both)), pass).tensor().data();
        assertThat(together).startsWith(alone);
    }

    @Test
    void soundsThatCannotBe() {
        assertThatThrownBy(() -> Layers.melSpectrogram(16).output(Shape.of(2, 8))).isInstanceOf(RondoException.class)
                .hasMessage("MelSpectrogram: frames of 16 are mirrored at the ends, which takes more than 8 samples, "
                        + "got shape [2, 8]; give longer sounds or a smaller fftLength");
        assertThatThrownBy(() -> Layers.melSpectrogram(16).sequenceLength(17)).hasMessageContaining("sequenceLength");
        assertThatThrownBy(() -> Layers.melSpectrogram(16).window(1, 2)).hasMessageContaining("2 values");
        assertThatThrownBy(() -> Layers.melSpectrogram(16).maxFreq(10)).hasMessageContaining("maxFreq");
        assertThatThrownBy(() -> Layers.melSpectrogram(16).minPower(0)).hasMessageContaining("minPower");
        assertThatThrownBy(() -> Layers.melSpectrogram(16).magExp(0)).hasMessageContaining("magExp");
        assertThatThrownBy(() -> Layers.melSpectrogram(1)).hasMessageContaining("fftLength");
        assertThatThrownBy(() -> Layers.stftSpectrogram(8).frameStep(9)).isInstanceOf(RondoException.class)
                .hasMessage("STFTSpectrogram: frameStep must be from 1 to frameLength 8, got 9");
        assertThatThrownBy(() -> Layers.stftSpectrogram(8).fftLength(7)).hasMessageContaining("fftLength must be");
        assertThatThrownBy(() -> Layers.stftSpectrogram(8).padding(Padding.CAUSAL)).hasMessageContaining("CAUSAL");
        assertThatThrownBy(() -> Layers.stftSpectrogram(8).window(1, 2)).hasMessageContaining("2 values");
        assertThat(Layers.stftSpectrogram(1).fftLength()).isEqualTo(2);
        assertThat(Layers.stftSpectrogram(256).fftLength()).isEqualTo(256);
        assertThat(Layers.stftSpectrogram(257).fftLength()).isEqualTo(512);
    }

    /// The gradient goes to the samples also where frames overlap and are mirrored.
    @Test
    void gradientsOfSounds() {
        var x = Draw.normal("sound", 2, 12);
        var layer = Layers.melSpectrogram(6).sequenceStride(2).numMelBins(3).minFreq(0).powerToDb(false);
        GradientCheck.check("mel", Weights.of(Map.of("x", x)),
                pass -> List.of(layer.call(Signal.of(pass.weight("x")), pass).tensor()));
    }

    @Test
    void crossedNumbers() {
        for (var g : part("crossings").get("whole").each().toList()) {
            var columns = g.tensors("columns");
            var layer = new HashedCrossing(g.whole("bins"));
            assertThat(cross(layer, columns).data()).as(g.name()).containsExactly(floats(g.numbers("ids")));
        }
        var hot = part("crossings").get("one_hot");
        var layer = new HashedCrossing(4).outputMode(OutputMode.ONE_HOT);
        var columns = hot.tensors("columns");
        assertThat(cross(layer, columns).data()).containsExactly(hot.tensor("output").data());
        var flat = columns.stream().map(c -> Tensor.vector(c.data())).toList();
        var found = cross(layer, flat);
        assertThat(found.shape()).isEqualTo(hot.tensor("flat").shape());
        assertThat(found.data()).containsExactly(hot.tensor("flat").data());
    }

    private static Tensor cross(HashedCrossing layer, List<Tensor> columns) {
        return layer.merge(columns.stream().map(Signal::of).toList(),
                Pass.inference(Weights.of(Map.of()), Machine.single())).tensor();
    }

    private static float[] floats(double[] numbers) {
        var floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
        return floats;
    }

    @Test
    void crossedTexts() {
        for (var g : part("crossings").get("texts").each().toList()) {
            var first = texts(g, "first");
            var numbers = List.of(-2, -1, 0, 1, 2, 3);
            var crossing = stringHashedCrossing(g.whole("bins"));
            assertThat(crossing.ids(List.of(first, texts(g, "second")))).containsExactly(wholes(g, "ids"));
            assertThat(crossing.ids(List.of(first, numbers))).containsExactly(wholes(g, "with_numbers"));
        }
        assertThatThrownBy(() -> stringHashedCrossing(3).id("a")).isInstanceOf(RondoException.class)
                .hasMessageContaining("two features or more");
        assertThatThrownBy(() -> stringHashedCrossing(3).id("a", 1.5)).hasMessageContaining("feature 1 is a Double");
        assertThatThrownBy(() -> stringHashedCrossing(3).ids(List.of(List.of("a"), List.of("a", "b"))))
                .hasMessageContaining("as many rows");
        assertThatThrownBy(() -> new HashedCrossing(3).outputMode(OutputMode.COUNT))
                .hasMessage("HashedCrossing: output mode INT or ONE_HOT is expected, got COUNT");
        assertThatThrownBy(() -> new HashedCrossing(3).output(List.of(Shape.of(2, 1), Shape.of(2, 3))))
                .hasMessageStartingWith("HashedCrossing: inputs of one shape are expected");
    }

    private static List<String> texts(Golden g, String key) {
        return Golden.elements(g.json().get(key)).map(t -> t.asString()).toList();
    }

    private static int[] wholes(Golden g, String key) {
        return Golden.elements(g.json().get(key)).mapToInt(n -> n.asInt()).toArray();
    }

    @Test
    void vocabulariesInFiles(@TempDir Path dir) throws IOException {
        var file = dir.resolve("words.txt");
        for (var g : part("vocabularies").get("read").each().toList()) {
            Files.writeString(file, g.text("content"));
            var words = stringLookup().vocabulary(file);
            assertThat(words.ids(texts(g, "asked"))).as(g.name()).containsExactly(wholes(g, "ids"));
            assertThat(words.size()).isEqualTo(g.whole("size"));
            if (!g.given("text_ids")) continue;
            var rows = textVectorization().vocabulary(file).padded(List.of("a zz b", "c"));
            assertThat(rows).isDeepEqualTo(new int[][]{{3, 1, 2}, {4, 0, 0}});
            assertThat(g.json().get("text_ids").toString()).isEqualTo("[[3,1,2],[4,0,0]]");
        }
        var g = part("vocabularies").get("numbers");
        Files.writeString(file, g.text("content"));
        assertThat(integerLookup().vocabulary(file).ids(List.of(12L, 5L, 7L, -3L))).containsExactly(wholes(g, "ids"));
    }

    @Test
    void vocabulariesAreWritten(@TempDir Path dir) throws IOException {
        var saved = new ArrayList<String>();
        for (var g : part("vocabularies").get("saved").each().toList()) saved.add(g.text("file"));
        var words = stringLookup().maskToken("").numOovIndices(2);
        var counts = stringLookup().outputMode(OutputMode.COUNT);
        var numbers = integerLookup().maskToken(0);
        var made = List.of(words.adapt(List.of("b", "a", "b")), counts.adapt(List.of("b", "a", "b")),
                numbers.adapt(List.of(4L, 9L, 9L)));
        var file = dir.resolve("new/vocabulary.txt");
        for (int i = 0; i < made.size(); i++) {
            made.get(i).save(file);
            assertThat(Files.readString(file)).isEqualTo(saved.get(i));
            Vocabulary<?> back = i == 0 ? words.vocabulary(file) : i == 1 ? counts.vocabulary(file)
                    : numbers.vocabulary(file);
            assertThat(back.tokens()).isEqualTo(made.get(i).tokens());
        }
        var text = textVectorization().adapt(List.of("b a b"));
        text.vocabulary().save(file);
        assertThat(textVectorization().vocabulary(file).vocabulary().tokens()).containsExactly("", "[UNK]", "b", "a");
    }

    @Test
    void vocabulariesThatCannotBe(@TempDir Path dir) throws IOException {
        var file = dir.resolve("words.txt");
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("StringLookup: the vocabulary ")
                .hasMessageEndingWith(" is not there or not a file; check the path");
        Files.writeString(file, "");
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageEndingWith(" is empty; write one token a line");
        Files.writeString(file, "a\nb\na\n");
        assertThatThrownBy(() -> textVectorization().vocabulary(file)).isInstanceOf(RondoException.class)
                .hasMessageContaining("TextVectorization: vocabulary: 'a' is there twice");
        Files.writeString(file, "a\n\nb\n");
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageContaining("line 2 is empty");
        Files.writeString(file, "\na\n");
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).hasMessageContaining("line 1 is empty");
        assertThatThrownBy(() -> textVectorization().vocabulary(file)).isInstanceOf(RondoException.class)
                .hasMessageContaining("the mask token '' is among the tokens");
        Files.writeString(file, "1\n2.5\n");
        assertThatThrownBy(() -> integerLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageContaining("line 2: '2.5' is not a whole number");
        Files.writeString(file, "é\nü\n", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageContaining("is not UTF-8; name its encoding");
        assertThat(stringLookup().vocabulary(file, StandardCharsets.ISO_8859_1).ids(List.of("ü"))).containsExactly(2);
        Files.writeString(file, "\uFEFFa\nb");
        assertThat(stringLookup().vocabulary(file).ids(List.of("a"))).as("a byte order mark").containsExactly(1);
        assertThatThrownBy(() -> stringLookup().outputMode(OutputMode.TF_IDF).vocabulary(file))
                .hasMessageContaining("needs idfWeights");
        assertThatThrownBy(() -> stringLookup().adapt(List.of("a\nb")).save(file)).isInstanceOf(RondoException.class)
                .hasMessageContaining("has a line end in it");
        assertThatThrownBy(() -> stringLookup().adapt(List.of("a")).save(file.resolve("below")))
                .isInstanceOf(StorageException.class).hasMessageContaining("cannot be written");
    }
}

package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.RondoException;
import dev.rondo.contract.Draw;
import dev.rondo.contract.GradientCheck;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Layers;
import dev.rondo.layer.MelSpectrogram;
import dev.rondo.layer.StftSpectrogram;
import dev.rondo.model.Model;
import dev.rondo.nn.Init;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Windows and spectra of sounds, as SciPy and Keras have them: `golden/vocabulary_input.json`.
class SoundsGoldenTest {
    private static final String FILE = "vocabulary_input.json";

    static List<Golden> windows() { return Golden.cases(FILE, "windows"); }

    static List<Golden> givenWindows() { return Golden.cases(FILE, "given_windows"); }

    static List<Golden> stftSpectrograms() { return Golden.cases(FILE, "stft_spectrograms"); }

    static List<Golden> melSpectrograms() { return Golden.cases(FILE, "mel_spectrograms"); }

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
}

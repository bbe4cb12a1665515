package dev.rondo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.RondoException;
import dev.rondo.contract.Discover;
import dev.rondo.contract.Draw;
import dev.rondo.contract.GradientCheck;
import dev.rondo.contract.Samples;
import dev.rondo.contract.Variants;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Workers;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizers;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Padding;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every layer owes with each of its options, on every sample input that it takes.
class LayerContractTest {
    private static final Mask HOLES = Mask.of(new boolean[][]{{true, true, false, true, false},
            {false, false, false, false, false}, {false, true, true, true, true}});

    private static final Mask HOLED_FILMS = Mask.of(new boolean[][]{{true, false, true, true},
            {false, false, false, false}, {false, true, true, false}});

    /// A layer and an input that it takes.
    record Case(Layer layer, Tensor x, Mask mask) {
        Weights weights() {
            // numbers with a fraction can be nudged; ids cannot, they are data
            var inputs = ids() ? Map.<String, Tensor>of() : Map.of("x", x);
            return Draw.weights(layer.weights(x.shape()).stream().map(w -> w.in("layer")).toList(), 0.5, inputs);
        }

        boolean ids() {
            for (float v : x.data()) if (v != (int) v) return false;
            return true;
        }

        Signal call(Pass pass) {
            return layer.call(Signal.of(ids() ? pass.input(x) : pass.weight("x"), mask), pass.in("layer"));
        }

        List<Tensor> outputs(Pass pass) { return List.of(call(pass).tensor()); }

        Tensor predict(Machine machine) { return call(Pass.inference(weights(), machine)).tensor(); }

        @Override
        public String toString() { return layer + " on " + x.shape() + (mask.present() ? " masked" : ""); }
    }

    /// Two directions that stay two have no single output; [#unmergedDirections] looks at them.
    static List<Layer> layers() {
        var x = Layers.input(Shape.ANY, 4).symbol();
        var graph = OneToOne.of(Wiring.of(List.of(x), List.of(Layers.dense(3).on(x))));
        var wrapped = Stream.of(Layers.lstm(3).regularizer("kernel", Regularizers.l2(0.1)), WARM, graph,
                Layers.activation(Activation.LOG_SOFTMAX).axis(1), Layers.activation(Activation.GLU).axis(-1));
        return Stream.concat(Variants.all(Layers.class, Layer.class, Samples.small()).stream(), wrapped)
                .filter(l -> !(l instanceof Bidirectional b && b.merge() == Merge.NONE))
                .filter(l -> !(l instanceof ConvLstm c && explodes(c)) && !isLarge(l)).toList();
    }

    /// Of Keras's default size, for which the inputs here are too small; others of the type are among them.
    private static boolean isLarge(Layer layer) {
        return switch (layer) {
            case GroupNormalization g -> g.groups() == 32;
            case StftSpectrogram s -> s.frameLength() == 256;
            case MelSpectrogram m -> m.fftLength() == 2048;
            default -> false;
        };
    }

    /// Step after step, e to the power of what was e to some power leaves the numbers that a float can hold.
    private static boolean explodes(ConvLstm c) {
        return c.activation() == Activation.EXPONENTIAL || c.recurrentActivation() == Activation.EXPONENTIAL;
    }

    /// The same object each time: it has no equals.
    private static final Layer WARM = warm();

    private static Layer warm() {
        var weights = Draw.weights(Layers.dense(3).weights(Shape.of(3, 4)), 0.5, Map.of());
        return new Warm(Layers.dense(3), weights);
    }

    static List<Case> cases() { return layers().stream().flatMap(LayerContractTest::cases).toList(); }

    private static Stream<Case> cases(Layer layer) {
        var series = Draw.normal("series", 3, 5, 4);
        var taken = Stream.of(new Case(layer, Draw.normal("vectors", 3, 4), Mask.none()),
                new Case(layer, series, Mask.none()), new Case(layer, series, HOLES)).filter(LayerContractTest::taken)
                .toList();
        if (!taken.isEmpty()) return taken.stream();
        // places in two dimensions, and time before places in one or two
        var pictures = new Case(layer, Draw.normal("pictures", 3, 4, 3, 2), Mask.none());
        if (taken(pictures)) {
            boolean films = layer.title().equals("ConvLSTM1D") || layer instanceof Bidirectional;
            return films ? Stream.of(pictures, new Case(layer, pictures.x(), HOLED_FILMS)) : Stream.of(pictures);
        }
        var films = new Case(layer, Draw.normal("films", 3, 4, 3, 2, 1), HOLED_FILMS);
        if (taken(films)) return Stream.of(films, new Case(layer, films.x(), Mask.none()));
        var ids = new Case(layer, Draw.ids("ids", 7, 3, 5), Mask.none());
        return Stream.of(ids, new Case(layer, ids.x(), HOLES)).filter(LayerContractTest::taken);
    }

    private static boolean taken(Case c) {
        try {
            c.predict(Machine.single());
            return true;
        } catch (RondoException refused) {
            return false;
        }
    }

    @Test
    void noneIsForgotten() {
        Discover.assertNoneForgotten(Layer.class, cases().stream().map(Case::layer).toList());
        assertThat(cases().stream().map(Case::layer)).as("layers that take a sample input").containsAll(layers());
    }

    /// Batch renormalisation corrects by numbers of the batch through which no gradient goes, so that what goes back is not
    /// the slope; it is compared with Keras's.
    static List<Case> casesWithSlopes() {
        return cases().stream().filter(c -> !(c.layer() instanceof BatchNormalization b && b.correction().isPresent()))
                .toList();
    }

    /// In a training pass, so that dropout drops; its key is fixed, so that it drops the same again.
    @ParameterizedTest
    @MethodSource("casesWithSlopes")
    void gradientsAreRight(Case c) { GradientCheck.check(c.toString(), c.weights(), c::outputs); }

    @ParameterizedTest
    @MethodSource("cases")
    void shapesAreKnownBeforehand(Case c) {
        var actual = c.predict(Machine.single()).shape();
        var in = c.x().shape();
        assertThat(c.layer().output(in)).isEqualTo(actual);
        for (var unknown : List.of(in.with(0, Shape.ANY),
                in.with(0, Shape.ANY).with(1, in.rank() > 2 ? Shape.ANY : in.size(1)))) {
            if (needsAllSizes(c.layer(), unknown)) continue;
            var out = c.layer().output(unknown);
            assertThat(out.takes(actual)).as("%s for %s, and %s in the end", out, unknown, actual).isTrue();
            assertThat(c.layer().weights(unknown)).as("weights do not depend on batch and time")
                    .hasSameSizeAs(c.layer().weights(in))
                    .extracting(Weight::shape).isEqualTo(c.layer().weights(in).stream().map(Weight::shape).toList());
        }
    }

    /// Some layers have weights along the time axis, and say so.
    private static boolean needsAllSizes(Layer layer, Shape unknown) {
        try {
            layer.weights(unknown);
            return false;
        } catch (RondoException e) {
            assertThat(e).hasMessageStartingWith(layer.title() + ": axis 1 of its input ")
                    .hasMessageEndingWith(" must be known before it is built");
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyWeightHasANameAndAUse(Case c) {
        var names = c.layer().weights(c.x().shape()).stream().map(Weight::name).toList();
        assertThat(names).doesNotHaveDuplicates().doesNotContain("");
        var pass = Pass.training(c.weights(), Machine.single(), Key.of(1));
        c.call(pass);
        assertThat(pass.read().keySet()).containsExactlyInAnyOrderElementsOf(c.weights().asMap().keySet());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMaskThatComesOutFits(Case c) {
        var out = c.call(Pass.inference(c.weights(), Machine.single()));
        if (out.mask().present()) out.mask().fits("test", out.shape().size(0), out.shape().size(1));
    }

    static List<Case> casesOfAnyBatch() {
        return cases().stream().filter(c -> c.layer().output(c.x().shape().with(0, Shape.ANY)).size(0) == Shape.ANY)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("casesOfAnyBatch")
    void rowsDoNotSeeEachOther(Case c) {
        var all = c.predict(Machine.single());
        var x = c.x();
        int width = x.data().length / 3;
        var last = Tensor.of(x.shape().with(0, 1), Arrays.copyOfRange(x.data(), 2 * width, 3 * width));
        var mask = c.mask().present() ? Mask.of(new boolean[][]{c.mask().rows()[2]}) : Mask.none();
        var pass = Pass.inference(c.weights(), Machine.single());
        var alone = c.layer().call(Signal.of(pass.input(last), mask), pass.in("layer")).tensor();
        int out = all.data().length / 3;
        assertThat(alone.data()).containsExactly(Arrays.copyOfRange(all.data(), 2 * out, 3 * out),
                offset(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void threadsChangeNoBit(Case c) {
        try (var workers = Workers.of(3)) {
            var three = new Machine(Machine.single().kernels(), workers);
            assertThat(c.predict(three).data()).isEqualTo(c.predict(Machine.single()).data());
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void whatIsRefusedIsRefusedByName(Layer layer) {
        assertThat(layer.toString()).contains(layer.getClass().getSimpleName()).doesNotContain("@");
        for (int rank = 0; rank <= 5; rank++) {
            var x = Draw.normal("x", 2, 3, 4, 5, 6);
            var shape = x.shape();
            while (shape.rank() > rank) shape = shape.without(0);
            var input = Tensor.of(shape, Arrays.copyOf(x.data(), shape.count()));
            try {
                layer.output(shape);
            } catch (RondoException e) {
                // in a chain the first layer refuses
                var title = switch (layer) {
                    case Chain c -> c.layers().getFirst().title();
                    case OneToOne(Graph g) -> g.vertices().getFirst().block().title();
                    default -> layer.title();
                };
                assertThat(e).hasMessageStartingWith(title + ": ");
                var anything = Pass.inference(Weights.of(Map.of()), Machine.single());
                assertThatThrownBy(() -> layer.call(Signal.of(input), anything))
                        .as("the call refuses what the shape refused")
                        .isInstanceOf(RondoException.class).hasMessageStartingWith(title + ": ");
            }
        }
    }

    record Refusal(Layer layer, Shape input) {}

    /// Ranks that Keras refuses too.
    static List<Refusal> refusals() {
        return List.of(refusal(Layers.simpleRnn(3), 2, 4), refusal(Layers.lstm(3), 2, 3, 4, 5),
                refusal(Layers.bidirectional(Layers.gru(3)), 2, 4), refusal(Layers.repeatVector(3), 2, 3, 4),
                refusal(Layers.masking(), 2, 4), refusal(Layers.timeDistributed(Layers.dense(3)), 2, 4),
                refusal(Layers.dense(3), 4), refusal(Layers.input(3), 2, 4), refusal(Layers.input(3, 4), 2, 3),
                refusal(Layers.flatten()), refusal(Layers.conv1d(3, 2), 2, 4), refusal(Layers.conv1d(3, 2), 2, 3, 4, 5),
                refusal(Layers.conv2d(3, 2), 2, 3, 4), refusal(Layers.conv1dTranspose(3, 2), 2, 4),
                refusal(Layers.depthwiseConv1d(2), 2, 4), refusal(Layers.separableConv2d(3, 2), 2, 3, 4),
                refusal(Layers.maxPooling1d(2), 2, 4), refusal(Layers.averagePooling2d(2), 2, 3, 4),
                refusal(Layers.globalMaxPooling1d(), 2, 4), refusal(Layers.adaptiveMaxPooling1d(2), 2, 4),
                refusal(Layers.zeroPadding1d(1, 1), 2, 4), refusal(Layers.cropping2d(1, 1, 1, 1), 2, 4, 4),
                refusal(Layers.upSampling1d(2), 2, 4), refusal(Layers.convLstm1d(3, 2), 2, 3, 4),
                refusal(Layers.convLstm2d(3, 2), 2, 3, 4, 5),
                refusal(Layers.bidirectional(Layers.convLstm1d(3, 2)), 2, 3, 4),
                refusal(Layers.dropout(0.5).noiseShape(Shape.ANY, 1), 2, 3, 4),
                refusal(Layers.alphaDropout(0.5).noiseShape(Shape.ANY, 1, 4), 2, 3),
                refusal(Layers.spatialDropout2d(0.5), 2, 3, 4), refusal(Layers.resizing(2, 2), 2, 3, 4),
                refusal(Layers.resizing(2, 2), 2, 0, 3, 4), refusal(Layers.centerCrop(2, 2), 2, 3, 4),
                refusal(Layers.conv1dTranspose(3, 2).padding(Padding.SAME).outputPadding(0), 2, 1, 4),
                refusal(Layers.einsumDense("abc,cd->abd", Shape.ANY, 3), 2, 4),
                refusal(Layers.einsumDense("...bc,cd->...bd", Shape.ANY, 3), 2, 4),
                refusal(Layers.einsumDense("abc,cd->abd", 5, 3), 2, 3, 4),
                // too short for a window
                refusal(Layers.conv1d(3, 5), 2, 4, 3), refusal(Layers.conv1d(3, 3).dilationRate(2), 2, 4, 3),
                refusal(Layers.conv1d(3, 5).padding(Padding.SAME), 2, 0, 3),
                refusal(Layers.conv2d(3, 2, 4), 2, 4, 3, 3),
                refusal(Layers.maxPooling1d(5), 2, 4, 3), refusal(Layers.cropping1d(2, 2), 2, 4, 3),
                refusal(Layers.globalAveragePooling1d(), 2, 0, 3), refusal(Layers.adaptiveMaxPooling1d(2), 2, 0, 3),
                refusal(Layers.convLstm1d(3, 5), 2, 3, 4, 1), refusal(Layers.convLstm1d(3, 2), 2, 0, 4, 1),
                refusal(Layers.prelu(), 4), refusal(Layers.layerNormalization(), 4),
                refusal(Layers.softmax().axis(0), 2, 4), refusal(Layers.softmax().axis(1, -1), 2, 4),
                refusal(Layers.layerNormalization().axis(3), 2, 3, 4),
                refusal(Layers.batchNormalization().axis(0), 2, 4),
                refusal(Layers.groupNormalization(3), 2, 4), refusal(Layers.spatialDropout1d(0.5), 2, 4),
                refusal(Layers.reshape(2, 3), 2, 4), refusal(Layers.reshape(3, -1), 2, 4),
                refusal(Layers.permute(2, 1), 2, 4), refusal(Layers.activation(Activation.GLU), 2, 3));
    }

    private static Refusal refusal(Layer layer, int... sizes) { return new Refusal(layer, Shape.of(sizes)); }

    @ParameterizedTest
    @MethodSource("refusals")
    void wrongRanks(Refusal r) {
        assertThatThrownBy(() -> r.layer().output(r.input())).isInstanceOf(RondoException.class)
                .hasMessageStartingWith(r.layer().title() + ": ").hasMessageContaining(r.input().toString());
    }

    @Test
    void unmergedDirections() {
        var layer = Layers.bidirectional(Layers.lstm(3)).merge(Merge.NONE);
        assertThatThrownBy(() -> layer.output(Shape.of(2, 3, 4))).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("Bidirectional: merge NONE leaves two outputs");
    }

    @Test
    void settingsThatCannotBe() {
        for (double rate : new double[]{-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> Layers.dropout(rate)).isInstanceOf(RondoException.class)
                    .hasMessageContaining("rate");
        }
        for (double bad : new double[]{-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (ThrowingCallable setting : List.<ThrowingCallable>of(() -> Layers.leakyRelu(bad),
                    () -> Layers.relu().maxValue(bad), () -> Layers.relu().threshold(bad),
                    () -> Layers.layerNormalization().epsilon(bad), () -> Layers.rmsNormalization().epsilon(bad),
                    () -> Layers.batchNormalization().momentum(bad), () -> Layers.groupNormalization(2).epsilon(bad),
                    () -> Layers.spatialDropout1d(bad), () -> Layers.spatialDropout2d(bad),
                    () -> Layers.batchNormalization().renormMomentum(bad),
                    () -> Layers.batchNormalization().renormClipping(bad, 2, 3), () -> Layers.gaussianNoise(bad),
                    () -> Layers.gaussianDropout(bad), () -> Layers.alphaDropout(bad),
                    () -> Layers.activityRegularization(0, bad))) {
                assertThatThrownBy(setting).isInstanceOf(RondoException.class).hasMessageContaining("" + bad);
            }
        }
        assertThatThrownBy(() -> Layers.groupNormalization(0)).hasMessageStartingWith("GroupNormalization: groups");
        assertThatThrownBy(() -> Layers.permute(1, 3)).hasMessageStartingWith("Permute: ");
        assertThatThrownBy(() -> Layers.reshape(-1, -1)).hasMessageStartingWith("Reshape: at most one");
        assertThatThrownBy(() -> Layers.prelu().sharedAxes(0)).hasMessageStartingWith("PReLU: shared axes");
        assertThatThrownBy(() -> Layers.dense(4, Activation.GLU)).hasMessageStartingWith("Dense: GLU halves");
        assertThatThrownBy(() -> Layers.dense(0)).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("Dense: units");
        for (Supplier<Layer> layer : List.<Supplier<Layer>>of(
                () -> Layers.conv1d(4, 3).strides(2).dilationRate(2), () -> Layers.conv2d(4, 3).padding(Padding.CAUSAL),
                () -> Layers.conv1d(4, 3).groups(3), () -> Layers.conv1d(4, 0), () -> Layers.conv2d(4, 1, 2, 3),
                () -> Layers.conv1dTranspose(4, 3).strides(2).dilationRate(2), () -> Layers.conv1d(4, 3).strides(0),
                () -> Layers.depthwiseConv1d(3).padding(Padding.CAUSAL), () -> Layers.convLstm2d(4, 3).strides(1, 2, 3),
                () -> Layers.maxPooling1d(2).padding(Padding.CAUSAL), () -> Layers.cropping1d(-1, 0),
                () -> Layers.conv1dTranspose(4, 3).outputPadding(1),
                () -> Layers.conv2dTranspose(4, 3).strides(2, 3).outputPadding(1, 3),
                () -> Layers.conv2dTranspose(4, 3).strides(2).outputPadding(-1),
                () -> Layers.conv2dTranspose(4, 3).strides(2).outputPadding(1, 1, 1),
                () -> Layers.upSampling1d(2).interpolation(Interpolation.BILINEAR), () -> Layers.upSampling2d(0))) {
            assertThatThrownBy(layer::get).isInstanceOf(RondoException.class)
                    .hasMessageMatching("[A-Z][A-Za-z]+[12]D(Transpose)?: .+");
        }
        assertThatThrownBy(() -> Layers.batchNormalization().renormClipping(2, 1, 3))
                .hasMessage("BatchNormalization: rmin 2.0 must not be above rmax 1.0");
        assertThatThrownBy(() -> Layers.dropout(0.5).noiseShape(Shape.ANY, 0))
                .hasMessageStartingWith("Dropout: a size");
        assertThatThrownBy(() -> Layers.resizing(2, 2).cropToAspectRatio().padToAspectRatio())
                .hasMessageStartingWith("Resizing: a picture is cut or padded");
        assertThatThrownBy(() -> Layers.bidirectional(Layers.lstm(2)).backward(Layers.convLstm1d(2, 2)))
                .hasMessageStartingWith("Bidirectional: both layers must run over the same");
        assertThatThrownBy(() -> Layers.bidirectional(Layers.convLstm1d(2, 2)).backward(Layers.convLstm1d(2, 3))
                .output(Shape.of(2, 3, 5, 1)))
                .hasMessageStartingWith("Bidirectional: merge CONCAT needs outputs of one");
        for (var equation : List.of("ab", "ab,bc", "aab,bc->aac", "ab,bc->ad", "ab,bcd->ac", "ab,bc->ca", "ab,abc->ac",
                "a...,ab->b...", "ab,bc->...ac")) {
            assertThatThrownBy(() -> Layers.einsumDense(equation, 3)).as(equation).isInstanceOf(RondoException.class)
                    .hasMessageStartingWith("EinsumDense: ");
        }
        assertThatThrownBy(() -> Layers.einsumDense("abc,cd->abd", 3)).hasMessageStartingWith("EinsumDense: 2 sizes");
        assertThatThrownBy(() -> Layers.einsumDense("ab,bc->ac", 3).biasAxes("b"))
                .hasMessageStartingWith("EinsumDense: a bias for 'b'");
        assertThatThrownBy(() -> Layers.conv1d(4, 3).groups(2).weights(Shape.of(2, 5, 3)))
                .isInstanceOf(RondoException.class).hasMessageStartingWith("Conv1D: the 3 channels");
        assertThatThrownBy(() -> Layers.embedding(0, 3)).isInstanceOf(RondoException.class)
                .hasMessageContaining("inputDim");
        assertThatThrownBy(() -> Layers.embedding(3, 0)).isInstanceOf(RondoException.class)
                .hasMessageContaining("outputDim");
        assertThatThrownBy(() -> Layers.repeatVector(0)).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("RepeatVector: n");
        assertThatThrownBy(() -> Layers.named("a/b", Layers.flatten())).isInstanceOf(RondoException.class)
                .hasMessageContaining("a/b");
        assertThatThrownBy(() -> Layers.lstm(3).weights(Shape.of(2, 3, Shape.ANY))).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("LSTM: the last axis");
    }
}

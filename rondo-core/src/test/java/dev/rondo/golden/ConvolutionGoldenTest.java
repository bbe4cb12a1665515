package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.kernel.Machine;
import dev.rondo.layer.Bidirectional;
import dev.rondo.layer.ConvLstm;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Layers;
import dev.rondo.layer.Merge;
import dev.rondo.layer.Recurrent;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.States;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.op.Padding;
import dev.rondo.tensor.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Convolutions, poolings and their kin against Keras: outputs and all gradients.
class ConvolutionGoldenTest {
    static List<Golden> cases() { return Golden.cases("vocabulary_conv.json", "cases"); }

    static List<Golden> stateful() { return Golden.cases("vocabulary_conv.json", "stateful"); }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAndGradients(Golden g) {
        var layer = layer(g);
        if (g.flag("time_distributed")) layer = Layers.timeDistributed(layer);
        var pass = Pass.training(g.weights(), Machine.single(), Key.of(0));
        var x = pass.watched(g.tensor("input"));
        var outputs = outputs(layer, Signal.of(x, g.mask("mask")), pass);
        Golden.assertClose("output", outputs, g.tensors("outputs"));
        if (outputs.size() == 1) assertThat(outputs.getFirst().shape()).isEqualTo(layer.output(x.shape()));
        assertThat(layer.weights(x.shape()).stream().map(w -> w.name()))
                .containsExactlyElementsOf(g.weights().asMap().keySet());

        var importance = g.tensors("loss_weights");
        var loss = Tensor.scalar(0);
        for (int i = 0; i < outputs.size(); i++) {
            loss = Ops.plus(loss, Ops.sum(Ops.times(outputs.get(i), importance.get(i))));
        }
        var gradients = pass.backward(loss);
        var found = new LinkedHashMap<>(pass.read());
        found.put("input", x);
        g.json().get("gradients").properties().forEach(e -> {
            var t = Objects.requireNonNull(found.get(e.getKey()), e.getKey());
            Golden.assertClose("gradient of " + e.getKey(), Tensor.of(t.shape(), gradients.of(t)),
                    Golden.tensor(e.getValue()));
        });
    }

    private static Layer layer(Golden g) {
        var layer = new Words(g.layer()).layer();
        return g.has("bidirectional") ? Layers.bidirectional((Recurrent) layer)
                .merge(Merge.valueOf(g.text("bidirectional").toUpperCase(Locale.ROOT))) : layer;
    }

    /// The output, or both of an unmerged pair.
    private static List<Tensor> outputs(Layer layer, Signal x, Pass pass) {
        if (!(layer instanceof Bidirectional both && both.merge() == Merge.NONE)) {
            return List.of(layer.call(x, pass).tensor());
        }
        var result = both.run(x, List.of(), pass);
        return List.of(result.forward(), result.backward());
    }

    /// Batches that carry the state, and one after a reset.
    @ParameterizedTest
    @MethodSource("stateful")
    void statesAreCarried(Golden g) {
        var layer = layer(g);
        var states = States.none();
        for (var call : g.get("calls").each().toList()) {
            if (call.flag("reset_before")) states = States.none();
            var pass = Pass.inference(g.weights(), Machine.single()).carrying(states);
            var out = layer.call(Signal.of(call.tensor("input"), call.mask("mask")), pass).tensor();
            Golden.assertClose("output", out, call.tensor("output"));
            states = pass.carried();
        }
    }

    /// A layer from Keras's words; a word that nobody reads fails the test.
    private static final class Words {
        private final String name;
        private final JsonNode config;
        private final Set<String> unread;

        Words(JsonNode layer) {
            this.name = layer.get("class_name").asString();
            this.config = layer.get("config");
            this.unread = new HashSet<>(config.propertyNames());
        }

        Layer layer() {
            var built = make();
            assertThat(unread).as("words of %s that mean nothing to Rondo", name).isEmpty();
            return built;
        }

        private Layer make() {
            return switch (name) {
                case "Conv1D" -> Layers.conv1d(whole("filters"), whole("kernel_size")).padding(padding())
                        .strides(sizes("strides")).dilationRate(sizes("dilation_rate")).groups(whole("groups"))
                        .activation(activation("activation", Activation.LINEAR)).useBias(bias());
                case "Conv2D" -> Layers.conv2d(whole("filters"), sizes("kernel_size")).padding(padding())
                        .strides(sizes("strides")).dilationRate(sizes("dilation_rate")).groups(whole("groups"))
                        .useBias(bias());
                case "Conv1DTranspose" -> extra(Layers.conv1dTranspose(whole("filters"), whole("kernel_size"))
                        .padding(padding()).strides(sizes("strides")).dilationRate(sizes("dilation_rate"))
                        .useBias(bias()));
                case "Conv2DTranspose" -> extra(Layers.conv2dTranspose(whole("filters"), sizes("kernel_size"))
                        .padding(padding()).strides(sizes("strides")).dilationRate(sizes("dilation_rate")));
                case "DepthwiseConv1D" -> Layers.depthwiseConv1d(whole("kernel_size")).padding(padding())
                        .strides(sizes("strides")).dilationRate(sizes("dilation_rate"))
                        .depthMultiplier(whole("depth_multiplier")).useBias(bias());
                case "DepthwiseConv2D" -> Layers.depthwiseConv2d(sizes("kernel_size")).padding(padding())
                        .strides(sizes("strides")).depthMultiplier(whole("depth_multiplier"));
                case "SeparableConv1D" -> Layers.separableConv1d(whole("filters"), whole("kernel_size"))
                        .padding(padding()).strides(sizes("strides")).dilationRate(sizes("dilation_rate"))
                        .depthMultiplier(whole("depth_multiplier")).useBias(bias());
                case "SeparableConv2D" -> Layers.separableConv2d(whole("filters"), sizes("kernel_size"))
                        .padding(padding()).strides(sizes("strides")).depthMultiplier(whole("depth_multiplier"));
                case "MaxPooling1D" -> strided(Layers.maxPooling1d(whole("pool_size")));
                case "MaxPooling2D" -> strided(Layers.maxPooling2d(sizes("pool_size")));
                case "AveragePooling1D" -> strided(Layers.averagePooling1d(whole("pool_size")));
                case "AveragePooling2D" -> strided(Layers.averagePooling2d(sizes("pool_size")));
                case "GlobalMaxPooling1D" -> kept(Layers.globalMaxPooling1d());
                case "GlobalMaxPooling2D" -> kept(Layers.globalMaxPooling2d());
                case "GlobalAveragePooling1D" -> kept(Layers.globalAveragePooling1d());
                case "GlobalAveragePooling2D" -> kept(Layers.globalAveragePooling2d());
                case "AdaptiveMaxPooling1D" -> Layers.adaptiveMaxPooling1d(whole("output_size"));
                case "AdaptiveMaxPooling2D" -> Layers.adaptiveMaxPooling2d(sizes("output_size"));
                case "AdaptiveAveragePooling1D" -> Layers.adaptiveAveragePooling1d(whole("output_size"));
                case "AdaptiveAveragePooling2D" -> Layers.adaptiveAveragePooling2d(sizes("output_size"));
                case "ZeroPadding1D" -> Layers.zeroPadding1d(edges("padding", 1)[0], edges("padding", 1)[1]);
                case "ZeroPadding2D" -> {
                    int[] e = edges("padding", 2);
                    yield Layers.zeroPadding2d(e[0], e[1], e[2], e[3]);
                }
                case "Cropping1D" -> Layers.cropping1d(edges("cropping", 1)[0], edges("cropping", 1)[1]);
                case "Cropping2D" -> {
                    int[] e = edges("cropping", 2);
                    yield Layers.cropping2d(e[0], e[1], e[2], e[3]);
                }
                case "UpSampling1D" -> Layers.upSampling1d(whole("size"));
                case "UpSampling2D" -> Layers.upSampling2d(sizes("size")).interpolation(interpolation());
                case "Resizing" -> {
                    var r = Layers.resizing(whole("height"), whole("width"));
                    if (has("interpolation")) r = r.interpolation(interpolation());
                    if (flag("crop_to_aspect_ratio", false)) r = r.cropToAspectRatio();
                    if (flag("pad_to_aspect_ratio", false)) r = r.padToAspectRatio();
                    if (has("fill_value")) r = r.padToAspectRatio(read("fill_value").asDouble());
                    yield flag("antialias", false) ? r.antialias() : r;
                }
                case "CenterCrop" -> Layers.centerCrop(whole("height"), whole("width"));
                case "ConvLSTM1D" -> film(Layers.convLstm1d(whole("filters"), whole("kernel_size")));
                case "ConvLSTM2D" -> film(Layers.convLstm2d(whole("filters"), sizes("kernel_size")));
                default -> throw new AssertionError("Keras layer " + name + " is not known to this test");
            };
        }

        private Layer extra(dev.rondo.layer.ConvTranspose c) {
            return has("output_padding") ? c.outputPadding(sizes("output_padding")) : c;
        }

        private dev.rondo.layer.Interpolation interpolation() {
            return dev.rondo.layer.Interpolation.valueOf(read("interpolation").asString().toUpperCase(Locale.ROOT));
        }

        private Layer strided(dev.rondo.layer.Pooling p) {
            return (has("strides") ? p.strides(sizes("strides")) : p).padding(padding());
        }

        private Layer kept(dev.rondo.layer.GlobalPooling p) { return flag("keepdims", false) ? p.keepDims() : p; }

        private Layer film(ConvLstm c) {
            c = c.padding(padding()).strides(sizes("strides")).dilationRate(sizes("dilation_rate")).useBias(bias())
                    .activation(activation("activation", Activation.TANH))
                    .recurrentActivation(activation("recurrent_activation", Activation.SIGMOID))
                    .unitForgetBias(flag("unit_forget_bias", true));
            if (flag("return_sequences", false)) c = c.sequences();
            if (flag("go_backwards", false)) c = c.backwards();
            if (flag("stateful", false)) c = c.keepState();
            return flag("zero_output_for_mask", false) ? c.zeroMasked() : c;
        }

        private Padding padding() {
            return has("padding") ? Padding.valueOf(read("padding").asString().toUpperCase(Locale.ROOT))
                    : Padding.VALID;
        }

        private Activation activation(String word, Activation otherwise) {
            return has(word) ? Activation.valueOf(read(word).asString().toUpperCase(Locale.ROOT)) : otherwise;
        }

        private boolean bias() { return flag("use_bias", true); }

        private boolean flag(String word, boolean otherwise) {
            return has(word) ? read(word).booleanValue() : otherwise;
        }

        /// One where Keras's default is.
        private int whole(String word) { return has(word) ? read(word).intValue() : 1; }

        private int[] sizes(String word) {
            if (!has(word)) return new int[]{1};
            var node = read(word);
            return node.isArray() ? node.valueStream().mapToInt(JsonNode::intValue).toArray()
                    : new int[]{node.intValue()};
        }

        /// Before and after for each axis, from all ways in which Keras writes them.
        private int[] edges(String word, int rank) {
            var node = read(word);
            return IntStream.range(0, 2 * rank).map(i -> {
                if (!node.isArray()) return node.intValue();
                var axis = rank == 1 ? node : node.get(i / 2);
                return axis.isArray() ? axis.get(i % 2).intValue() : axis.intValue();
            }).toArray();
        }

        private boolean has(String word) { return config.has(word); }

        private JsonNode read(String word) {
            unread.remove(word);
            return config.get(word);
        }
    }
}

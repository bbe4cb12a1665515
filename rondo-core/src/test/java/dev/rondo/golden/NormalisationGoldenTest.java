package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.kernel.Machine;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Layers;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Layers with one input and no cell: normalisations, activations with settings, noises, other shapes.
class NormalisationGoldenTest {
    static List<Golden> layers() { return Golden.cases("vocabulary_nn.json", "layers"); }

    static List<Golden> renorms() { return Golden.cases("vocabulary_nn.json", "renorms"); }

    static List<Golden> noiseShapes() { return Golden.cases("vocabulary_nn.json", "noise_shapes"); }

    static List<Golden> noises() { return Golden.cases("vocabulary_nn.json", "noises"); }

    @ParameterizedTest
    @MethodSource("layers")
    void outputsMasksGradientsAndWhatIsKept(Golden g) {
        var layer = layer(g.layer());
        var x = g.tensor("input");
        var pass = pass(g, layer, x.shape());
        var watched = pass.watched(x);
        var out = layer.call(Signal.of(watched, g.mask("mask")), pass);
        Golden.assertClose("output", out.tensor(), g.tensor("output"));
        if (g.has("mask_passes")) assertThat(out.mask().present()).isEqualTo(g.flag("mask_passes"));
        var loss = Ops.sum(Ops.times(out.tensor(), g.tensor("loss_weights")));
        // a training pass has a way back; in inference the moving averages are constants, and there is nothing to learn
        if (pass.training()) {
            var gradients = pass.backward(loss);
            Golden.assertClose("gradient", Tensor.of(x.shape(), gradients.of(watched)), g.tensor("gradient"));
            g.get("gradients").json().properties().forEach(e -> {
                var w = Objects.requireNonNull(pass.read().get(e.getKey()), e.getKey());
                Golden.assertClose("gradient of " + e.getKey(), Tensor.of(w.shape(), gradients.of(w)),
                        Golden.tensor(e.getValue()));
            });
        }
        var kept = new LinkedHashMap<String, Tensor>();
        if (g.has("kept"))
            g.get("kept").json().properties()
                    .forEach(e -> kept.put(e.getKey(), Golden.tensor(e.getValue())));
        assertThat(pass.kept().keySet()).isEqualTo(kept.keySet());
        kept.forEach((name, w) -> Golden.assertClose(name, Objects.requireNonNull(pass.kept().get(name)), w));
        if (g.has("losses")) {
            assertThat(pass.costs()).hasSize(1);
            assertThat((double) pass.costs().getFirst().value()).isCloseTo(g.numbers("losses")[0], within(1e-4));
        }
    }

    private static Pass pass(Golden g, Layer layer, Shape input) {
        var asked = layer.weights(input);
        var weights = Weights.of(g.weights().asMap(), asked);
        assertThat(weights.asMap().keySet())
                .containsExactlyInAnyOrderElementsOf(asked.stream().map(w -> w.name()).toList());
        return pass(g, weights);
    }

    private static Pass pass(Golden g, Weights weights) {
        boolean inference = g.has("training") && !g.flag("training");
        return inference ? Pass.inference(weights, Machine.single())
                : Pass.training(weights, Machine.single(), Key.of(0));
    }

    /// Steps of training and one of inference; each goes on from the averages that the one before left.
    @ParameterizedTest
    @MethodSource("renorms")
    void stepsOfBatchRenormalisation(Golden g) {
        var layer = layer(g.layer());
        var weights = Weights.of(g.weights().asMap(), layer.weights(g.get("calls").each().findFirst().orElseThrow()
                .tensor("input").shape()));
        g.get("calls").each().forEach(call -> {
            var x = call.tensor("input");
            var pass = pass(call, weights);
            var watched = pass.watched(x);
            var out = layer.call(Signal.of(watched, call.mask("mask")), pass).tensor();
            Golden.assertClose("output", out, call.tensor("output"));
            if (pass.training()) {
                var gradients = pass.backward(Ops.sum(Ops.times(out, call.tensor("loss_weights"))));
                Golden.assertClose("gradient", Tensor.of(x.shape(), gradients.of(watched)), call.tensor("gradient"));
                call.get("gradients").json().properties().forEach(e -> {
                    var w = Objects.requireNonNull(pass.read().get(e.getKey()), e.getKey());
                    Golden.assertClose("gradient of " + e.getKey(), Tensor.of(w.shape(), gradients.of(w)),
                            Golden.tensor(e.getValue()));
                });
                assertThat(pass.trained().keySet()).hasSize(call.get("gradients").json().size());
            }
            pass.kept().forEach(weights::set);
            call.get("kept").json().properties().forEach(e -> Golden.assertClose(e.getKey(), weights.get(e.getKey()),
                    Golden.tensor(e.getValue())));
        });
    }

    /// Which places fall together, and what becomes of those that fall and those that stay.
    @ParameterizedTest
    @MethodSource("noiseShapes")
    void noiseShape(Golden g) {
        var shape = Shape.of(Golden.elements(g.json().get("shape")).mapToInt(JsonNode::asInt).toArray());
        var x = Tensor.zeros(shape.sizes());
        Arrays.fill(x.data(), 0.7f);
        var pass = Pass.training(Weights.of(Map.of()), Machine.single(), Key.of(5));
        var y = layer(g.layer()).call(Signal.of(x), pass).tensor();
        var values = new TreeSet<Float>();
        for (float v : y.data()) values.add(v);
        assertThat(values).hasSize(2);
        assertThat((double) values.first()).isCloseTo(g.numbers("values")[0], within(1e-5));
        assertThat((double) values.last()).isCloseTo(g.numbers("values")[1], within(1e-5));
        for (int axis = 0; axis < shape.rank(); axis++) {
            var first = Ops.at(y, axis, 0);
            boolean shared = true;
            for (int i = 1; i < shape.size(axis); i++) {
                shared &= Arrays.equals(Ops.at(y, axis, i).data(), first.data());
            }
            assertThat(shared).as("axis " + axis).isEqualTo(g.numbers("shared")[axis] == 1);
        }
        double rate = g.layer().get("config").get("rate").asDouble();
        double fallen = 0;
        for (float v : y.data()) if (v == values.first()) fallen += 1.0 / y.data().length;
        assertThat(fallen).isCloseTo(rate, within(5 * Math.sqrt(rate * (1 - rate) / g.number("draws"))));
    }

    /// Random numbers are not Keras's; what they do on average is.
    @ParameterizedTest
    @MethodSource("noises")
    void noise(Golden g) {
        var layer = layer(g.json(), g.name());
        var x = Tensor.zeros(50, 40, 10);
        Arrays.fill(x.data(), 0.7f);
        var pass = Pass.training(Weights.of(Map.of()), Machine.single(), Key.of(5));
        var y = layer.call(Signal.of(x), pass).tensor().data();
        double mean = 0;
        double square = 0;
        Set<Float> values = new HashSet<>();
        for (float v : y) {
            mean += (double) v / y.length;
            square += (double) v * v / y.length;
            values.add(v);
        }
        double std = Math.sqrt(square - mean * mean);
        // a spatial dropout draws 500 numbers, the others 20000
        double draws = g.name().startsWith("Spatial") ? 500 : y.length;
        assertThat(mean).isCloseTo(g.number("mean"), within(6 * g.number("std") / Math.sqrt(draws)));
        assertThat(std).isCloseTo(g.number("std"), within(6 * g.number("std") / Math.sqrt(draws)));
        if (g.has("values")) {
            assertThat(values.stream().sorted().map(v -> (double) v).toList()).hasSize(2);
            var found = values.stream().sorted().mapToDouble(v -> v).toArray();
            for (int i = 0; i < 2; i++) assertThat(found[i]).isCloseTo(g.numbers("values")[i], within(1e-5));
        } else {
            assertThat(values).hasSizeGreaterThan(1000);
        }
    }

    @Test
    void spatialDropoutDropsWholeFeatures() {
        var x = Tensor.zeros(3, 6, 8);
        Arrays.fill(x.data(), 1);
        var pass = Pass.training(Weights.of(Map.of()), Machine.single(), Key.of(5));
        var y = Layers.spatialDropout1d(0.5).call(Signal.of(x), pass).tensor();
        for (int b = 0; b < 3; b++) {
            for (int t = 1; t < 6; t++) {
                for (int f = 0; f < 8; f++) assertThat(y.at(b, t, f)).isEqualTo(y.at(b, 0, f));
            }
        }
        assertThat(y.data()).contains(0, 2);
    }

    private static Layer layer(JsonNode layer) { return layer(layer, layer.get("class_name").asString()); }

    private static Layer layer(JsonNode json, String name) {
        var config = new Config(json.get("config"), new ArrayList<>());
        var built = config.layer(name);
        assertThat(config.read).as("words of %s that Rondo reads", json)
                .containsAll(json.get("config").propertyNames());
        return built;
    }

    /// Keras's words, as far as they differ from its defaults; those that are not there leave Rondo's defaults.
    private record Config(JsonNode json, List<String> read) {
        Layer layer(String name) {
            return switch (name) {
                case "LeakyReLU" -> has("negative_slope") ? Layers.leakyRelu(number("negative_slope"))
                        : Layers.leakyRelu();
                case "ELU" -> Layers.elu(has("alpha") ? number("alpha") : 1);
                case "ReLU" -> {
                    var relu = Layers.relu();
                    if (has("max_value")) relu = relu.maxValue(number("max_value"));
                    if (has("negative_slope")) relu = relu.negativeSlope(number("negative_slope"));
                    yield has("threshold") ? relu.threshold(number("threshold")) : relu;
                }
                case "PReLU" -> has("shared_axes") ? Layers.prelu().sharedAxes(numbers("shared_axes")) : Layers.prelu();
                case "Softmax" -> has("axis") ? Layers.softmax().axis(numbers("axis")) : Layers.softmax();
                case "Activation" -> {
                    assertThat(read("activation").asString()).isEqualTo("glu");
                    yield Layers.activation(Activation.GLU);
                }
                case "LayerNormalization" -> {
                    var n = Layers.layerNormalization();
                    if (has("axis")) n = n.axis(numbers("axis"));
                    if (has("epsilon")) n = n.epsilon(number("epsilon"));
                    if (has("center")) n = n.center(flag("center"));
                    yield has("scale") ? n.scale(flag("scale")) : n;
                }
                case "RMSNormalization" -> {
                    var n = Layers.rmsNormalization();
                    if (has("axis")) n = n.axis(numbers("axis"));
                    yield has("epsilon") ? n.epsilon(number("epsilon")) : n;
                }
                case "UnitNormalization" -> has("axis") ? Layers.unitNormalization().axis(numbers("axis"))
                        : Layers.unitNormalization();
                case "GroupNormalization" -> {
                    var n = Layers.groupNormalization((int) number("groups"));
                    if (has("axis")) n = n.axis((int) number("axis"));
                    if (has("epsilon")) n = n.epsilon(number("epsilon"));
                    if (has("center")) n = n.center(flag("center"));
                    yield has("scale") ? n.scale(flag("scale")) : n;
                }
                case "BatchNormalization" -> {
                    var n = Layers.batchNormalization();
                    if (has("axis")) n = n.axis((int) number("axis"));
                    if (has("momentum")) n = n.momentum(number("momentum"));
                    if (has("renorm")) {
                        assertThat(flag("renorm")).isTrue();
                        n = n.renorm();
                    }
                    if (has("renorm_momentum")) n = n.renormMomentum(number("renorm_momentum"));
                    if (has("renorm_clipping")) {
                        var limits = read("renorm_clipping");
                        n = n.renormClipping(limits.path("rmin").asDouble(0),
                                limits.path("rmax").asDouble(Double.POSITIVE_INFINITY),
                                limits.path("dmax").asDouble(Double.POSITIVE_INFINITY));
                    }
                    if (has("epsilon")) n = n.epsilon(number("epsilon"));
                    if (has("center")) n = n.center(flag("center"));
                    yield has("scale") ? n.scale(flag("scale")) : n;
                }
                case "Reshape" -> Layers.reshape(numbers("target_shape"));
                case "Permute" -> Layers.permute(numbers("dims"));
                case "ActivityRegularization" ->
                    Layers.activityRegularization(has("l1") ? number("l1") : 0, number("l2"));
                case "SpatialDropout1D" -> Layers.spatialDropout1d(number("rate"));
                case "GaussianNoise" -> Layers.gaussianNoise(number("stddev"));
                case "GaussianDropout" -> Layers.gaussianDropout(number("rate"));
                case "SpatialDropout2D" -> Layers.spatialDropout2d(number("rate"));
                case "Identity" -> Layers.identity();
                case "AlphaDropout" -> {
                    var d = Layers.alphaDropout(number("rate"));
                    yield has("noise_shape") ? d.noiseShape(sizes("noise_shape")) : d;
                }
                case "Dropout" -> {
                    var d = Layers.dropout(number("rate"));
                    yield has("noise_shape") ? d.noiseShape(sizes("noise_shape")) : d;
                }
                case "EinsumDense" -> {
                    var d = Layers.einsumDense(read("equation").asString(), sizes("output_shape"));
                    if (has("activation")) {
                        assertThat(read("activation").asString()).isEqualTo("tanh");
                        d = d.activation(Activation.TANH);
                    }
                    yield has("bias_axes") ? d.biasAxes(read("bias_axes").asString()) : d;
                }
                default -> throw new AssertionError("Keras layer " + name + " is not known to this test");
            };
        }

        private boolean has(String word) { return json.has(word); }

        private JsonNode read(String word) {
            read.add(word);
            return json.get(word);
        }

        private double number(String word) { return read(word).asDouble(); }

        private boolean flag(String word) { return read(word).asBoolean(); }

        /// Any size where Keras has None.
        private int[] sizes(String word) {
            var list = read(word);
            if (!list.isArray()) return new int[]{list.asInt()};
            return list.valueStream().mapToInt(n -> n.isNull() ? Shape.ANY : n.asInt()).toArray();
        }

        private int[] numbers(String word) {
            var list = read(word);
            return list.isArray() ? list.valueStream().mapToInt(JsonNode::asInt).toArray() : new int[]{list.asInt()};
        }
    }
}

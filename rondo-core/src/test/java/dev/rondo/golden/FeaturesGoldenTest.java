package dev.rondo.golden;

import static dev.rondo.layer.Layers.categoryEncoding;
import static dev.rondo.layer.Layers.discretization;
import static dev.rondo.layer.Layers.hashing;
import static dev.rondo.layer.Layers.normalization;
import static dev.rondo.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.kernel.Machine;
import dev.rondo.layer.Discretization;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Normalization;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Layers that prepare features, against Keras (golden/vocabulary_text.json, by golden/vocabulary_text.py).
class FeaturesGoldenTest {
    private static final JsonNode ALL = Golden.read("vocabulary_text.json").get("feature");

    private static Stream<Golden> cases(String list) {
        return ALL.get(list).valueStream().map(c -> new Golden(c.get("name").asString(), c));
    }

    static Stream<Golden> features() { return cases("features"); }

    @ParameterizedTest
    @MethodSource("features")
    void layers(Golden g) {
        var pass = Pass.inference(Weights.of(Map.of()), Machine.single());
        var inputs = new ArrayList<>(List.of(Signal.of(g.tensor("input"))));
        if (g.given("count_weights")) inputs.add(Signal.of(g.tensor("count_weights")));
        var layer = layer(g);
        var out = layer.call(inputs, pass).getFirst().tensor();
        Golden.assertClose(g.name(), out, g.tensor("output"));
        assertThat(layer.outputs(inputs.stream().map(Signal::shape).toList())).containsExactly(out.shape());
    }

    private static Layer layer(Golden g) {
        var o = g.get("options");
        var mode = OutputMode.valueOf(o.json().path("output_mode").asString("int").toUpperCase(Locale.ROOT));
        return switch (g.text("class_name")) {
            case "CategoryEncoding" -> categoryEncoding(o.whole("num_tokens")).outputMode(mode);
            case "Discretization" -> discretization(o.numbers("bin_boundaries")).outputMode(mode);
            case "Rescaling" -> rescaling(o.numbers("scale"), o.numbers("offset"));
            case "Hashing" -> {
                var layer = hashing(o.whole("num_bins")).outputMode(mode);
                if (o.given("mask_value")) layer = layer.maskValue(o.whole("mask_value"));
                var salt = o.json().path("salt");
                if (salt.isNumber()) layer = layer.salt(salt.asLong());
                yield salt.isArray() ? layer.salt(salt.get(0).asLong(), salt.get(1).asLong()) : layer;
            }
            case "Normalization" -> {
                var layer = g.flag("adapted") ? adapted(g, o)
                        : normalization(o.numbers("mean"), o.numbers("variance"));
                yield o.flag("invert") ? layer.invert() : layer;
            }
            default -> throw new AssertionError(g.text("class_name"));
        };
    }

    private static Normalization adapted(Golden g, Golden options) {
        var data = Golden.tensor(ALL.get("adapt_data"));
        var axes = Arrays.stream(options.numbers("axes")).mapToInt(a -> (int) a).toArray();
        return g.name().endsWith("batches") ? Normalization.adapt(split(data, 2, 5, 2), axes)
                : Normalization.adapt(data, axes);
    }

    static Stream<Golden> quantiles() { return cases("quantiles"); }

    @ParameterizedTest
    @MethodSource("quantiles")
    void learnedBoundaries(Golden g) {
        var data = g.tensor("data");
        int batches = g.whole("batches");
        var sizes = new int[batches];
        Arrays.fill(sizes, data.shape().size(0) / batches);
        var layer = Discretization.adapt(split(data, sizes), g.whole("num_bins"), g.number("epsilon"));
        var expected = g.tensor("boundaries").data();
        assertThat(layer.binBoundaries()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++)
            assertThat(layer.binBoundaries().get(i)).as("boundary " + i).isCloseTo(expected[i], offset(1e-5f));
    }

    /// Batches of these sizes.
    private static List<Tensor> split(Tensor data, int... sizes) {
        var batches = new ArrayList<Tensor>();
        int row = data.data().length / data.shape().size(0);
        int from = 0;
        for (int size : sizes) {
            Shape shape = data.shape().with(0, size);
            batches.add(Tensor.of(shape, Arrays.copyOfRange(data.data(), from * row, (from + size) * row)));
            from += size;
        }
        return batches;
    }
}

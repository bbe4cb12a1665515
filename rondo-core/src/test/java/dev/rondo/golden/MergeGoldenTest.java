package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.kernel.Machine;
import dev.rondo.layer.Attending;
import dev.rondo.layer.Block;
import dev.rondo.layer.Dot;
import dev.rondo.layer.Layers;
import dev.rondo.layer.MultiHead;
import dev.rondo.layer.ScoreMode;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Merges and attentions against Keras: outputs, masks that come out, names and shapes of weights, and gradients.
class MergeGoldenTest {
    static List<Golden> cases() {
        return Stream.of(Golden.cases("vocabulary_merge.json", "cases"),
                Golden.cases("vocabulary_attention.json", "cases")).flatMap(List::stream).toList();
    }

    @Test
    void everyWordIsThere() {
        assertThat(cases().stream().map(g -> g.layer().get("class_name").asString())).contains("Add", "Average",
                "Subtract", "Multiply", "Maximum", "Minimum", "Concatenate", "Dot", "Attention", "AdditiveAttention",
                "MultiHeadAttention", "GroupQueryAttention");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsMasksAndGradients(Golden g) {
        var block = block(g);
        var inputs = g.tensors("inputs");
        assertThat(block.weights(shapes(g)).stream().map(Weight::name).toList())
                .isEqualTo(List.copyOf(g.weights().asMap().keySet()));
        boolean gradients = g.has("gradients");
        var pass = gradients ? Pass.training(g.weights(), Machine.single(), Key.of(0))
                : Pass.inference(g.weights(), Machine.single());
        var watched = inputs.stream().map(pass::watched).toList();
        var masks = masks(g);
        var signals = new ArrayList<Signal>();
        for (int i = 0; i < watched.size(); i++) signals.add(Signal.of(watched.get(i), masks.get(i)));
        if (g.has("attention_mask")) signals.add(Signal.of(g.get("attention_mask").tensor()));
        assertThat(block.outputs(shapes(g))).isEqualTo(g.tensors("outputs").stream().map(Tensor::shape).toList());

        var out = block.call(signals, pass);
        Golden.assertClose("output", out.stream().map(Signal::tensor).toList(), g.tensors("outputs"));
        assertThat(out.getFirst().mask()).isEqualTo(g.mask("output_mask"));
        if (!gradients) return;

        var loss = Tensor.scalar(0);
        var importance = g.tensors("loss_weights");
        for (int i = 0; i < out.size(); i++) {
            loss = Ops.plus(loss, Ops.sum(Ops.times(out.get(i).tensor(), importance.get(i))));
        }
        var found = pass.backward(loss);
        Golden.assertClose("gradient of input", watched.stream().map(x -> Tensor.of(x.shape(), found.of(x))).toList(),
                g.tensors("input_gradients"));
        g.json().get("gradients").properties().forEach(e -> {
            var w = Objects.requireNonNull(pass.read().get(e.getKey()), e.getKey());
            Golden.assertClose("gradient of " + e.getKey(), Tensor.of(w.shape(), found.of(w)),
                    Golden.tensor(e.getValue()));
        });
    }

    /// Of all that goes into the block, an attention mask last.
    private static List<Shape> shapes(Golden g) {
        var shapes = new ArrayList<>(g.tensors("inputs").stream().map(Tensor::shape).toList());
        if (g.has("attention_mask")) shapes.add(g.get("attention_mask").tensor().shape());
        return shapes;
    }

    private static List<Mask> masks(Golden g) {
        return g.get("masks").each().map(m -> m.json().isNull() ? Mask.none() : m.mask()).toList();
    }

    private static Block block(Golden g) {
        var words = new Words(g.layer().get("config"));
        var block = switch (g.layer().get("class_name").asString()) {
            case "Add" -> Layers.add();
            case "Average" -> Layers.average();
            case "Subtract" -> Layers.subtract();
            case "Multiply" -> Layers.multiply();
            case "Maximum" -> Layers.maximum();
            case "Minimum" -> Layers.minimum();
            case "Concatenate" -> words.option("axis", Layers.concatenate(), (c, axis) -> c.axis(axis.intValue()));
            case "Dot" -> dot(words);
            case "Attention" -> attention(words, flag(g, "use_causal_mask"));
            case "AdditiveAttention" -> additive(words, flag(g, "use_causal_mask"));
            case "MultiHeadAttention" -> multiHead(words, flag(g, "use_causal_mask"));
            case "GroupQueryAttention" -> grouped(words, flag(g, "use_causal_mask"));
            default -> throw new AssertionError(g.layer());
        };
        assertThat(words.unread).as("words that mean nothing to Rondo").isEmpty();
        if (g.has("attention_mask")) block = ((MultiHead) block).withAttentionMask();
        return flag(g, "return_attention_scores") ? ((Attending) block).withScores() : block;
    }

    private static boolean flag(Golden g, String word) { return g.get("call").flag(word); }

    private static Dot dot(Words words) {
        var axes = words.get("axes");
        var dot = axes.isArray() ? Layers.dot(axes.get(0).intValue(), axes.get(1).intValue())
                : Layers.dot(axes.intValue());
        return words.option("normalize", dot, (d, _) -> d.normalized());
    }

    private static Block attention(Words words, boolean causal) {
        var a = words.option("use_scale", Layers.attention(), (x, v) -> x.useScale(v.booleanValue()));
        a = words.option("score_mode", a,
                (x, v) -> x.scoreMode(ScoreMode.valueOf(v.asString().toUpperCase(Locale.ROOT))));
        return words.option("dropout", a, (x, v) -> x.dropout(v.asDouble())).useCausalMask(causal);
    }

    private static Block additive(Words words, boolean causal) {
        var a = words.option("use_scale", Layers.additiveAttention(), (x, v) -> x.useScale(v.booleanValue()));
        return words.option("dropout", a, (x, v) -> x.dropout(v.asDouble())).useCausalMask(causal);
    }

    private static Block multiHead(Words words, boolean causal) {
        var a = Layers.multiHeadAttention(words.get("num_heads").intValue(), words.get("key_dim").intValue());
        a = words.option("value_dim", a, (x, v) -> x.valueDim(v.intValue()));
        a = words.option("use_bias", a, (x, v) -> x.useBias(v.booleanValue()));
        a = words.option("use_gate", a, (x, v) -> x.useGate(v.booleanValue()));
        a = words.option("sliding_window", a, (x, v) -> x.slidingWindow(v.intValue()));
        a = words.option("attention_axes", a, (x, v) -> x.attentionAxes(whole(v)));
        a = words.option("output_shape", a, (x, v) -> x.outputShape(whole(v)));
        return words.option("dropout", a, (x, v) -> x.dropout(v.asDouble())).useCausalMask(causal);
    }

    private static int[] whole(JsonNode v) {
        return v.isArray() ? v.valueStream().mapToInt(JsonNode::intValue).toArray() : new int[]{v.intValue()};
    }

    private static Block grouped(Words words, boolean causal) {
        var a = Layers.groupedQueryAttention(words.get("head_dim").intValue(), words.get("num_query_heads").intValue(),
                words.get("num_key_value_heads").intValue());
        a = words.option("use_bias", a, (x, v) -> x.useBias(v.booleanValue()));
        a = words.option("use_gate", a, (x, v) -> x.useGate(v.booleanValue()));
        a = words.option("sliding_window", a, (x, v) -> x.slidingWindow(v.intValue()));
        return words.option("dropout", a, (x, v) -> x.dropout(v.asDouble())).useCausalMask(causal);
    }

    /// A config in Keras's words, and those that nobody has read yet.
    private record Words(JsonNode config, Set<String> unread) {
        Words(JsonNode config) { this(config, new HashSet<>(config.propertyNames())); }

        JsonNode get(String word) {
            unread.remove(word);
            return config.get(word);
        }

        <T> T option(String word, T x, BiFunction<T, JsonNode, T> with) {
            return config.has(word) ? with.apply(x, get(word)) : x;
        }
    }

    /// The weights that Keras's layer has, as a map: what a file of Keras's weights would bring.
    @Test
    void shapesOfWeightsAreKeras() {
        for (var g : cases()) {
            var shapes = new LinkedHashMap<String, Object>();
            block(g).weights(shapes(g)).forEach(w -> shapes.put(w.name(), w.shape()));
            Weights keras = g.weights();
            keras.asMap().forEach((name, w) -> assertThat(shapes.get(name)).as(g + " " + name).isEqualTo(w.shape()));
        }
    }
}

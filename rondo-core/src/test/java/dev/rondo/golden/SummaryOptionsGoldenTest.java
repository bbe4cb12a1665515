package dev.rondo.golden;

import static dev.rondo.layer.Layers.activation;
import static dev.rondo.layer.Layers.batchNormalization;
import static dev.rondo.layer.Layers.concatenate;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.flatten;
import static dev.rondo.layer.Layers.globalMaxPooling1d;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.identity;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.masking;
import static dev.rondo.layer.Layers.maxPooling1d;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.layer.Layers.permute;
import static dev.rondo.layer.Layers.prelu;
import static dev.rondo.layer.Layers.repeatVector;
import static dev.rondo.layer.Layers.rescaling;
import static dev.rondo.layer.Layers.reshape;
import static dev.rondo.layer.Layers.spatialDropout2d;
import static dev.rondo.layer.Layers.chain;
import static dev.rondo.model.Model.graph;
import static dev.rondo.model.Model.sequential;
import static dev.rondo.nn.Activation.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.model.Model;
import dev.rondo.model.Summary;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables that Keras prints when it is asked for more, byte for byte.
class SummaryOptionsGoldenTest {
    static List<Golden> summaries() { return Golden.cases("vocabulary_rest.json", "summaries"); }

    @ParameterizedTest
    @MethodSource("summaries")
    void table(Golden g) {
        var summary = Summary.of(model(g.json().get("model").asString()));
        var asked = g.get("options");
        if (asked.has("expand_nested")) summary = summary.expandNested();
        if (asked.has("show_trainable")) summary = summary.showTrainable();
        if (asked.has("line_length")) summary = summary.lineLength(asked.json().get("line_length").asInt());
        if (asked.has("positions"))
            summary = summary.positions(asked.json().get("positions").valueStream()
                    .flatMapToDouble(p -> DoubleStream.of(p.asDouble())).toArray());
        if (asked.has("layer_range")) {
            var range = asked.json().get("layer_range");
            summary = summary.layerRange(range.get(0).asString(), range.get(1).asString());
        }
        assertThat(summary.text() + "\n").as("println of the table").isEqualTo(g.json().get("table").asString());
    }

    @Test
    void whatHasNoRoomOrNoNameIsRefused() {
        var summary = Summary.of(model("stack"));
        assertThatThrownBy(() -> summary.lineLength(12).text()).isInstanceOf(RondoException.class)
                .hasMessageContaining("\"Param #\" would be 3 wide").hasMessageContaining("at least 4");
        assertThatThrownBy(() -> summary.positions(0.2, 0.5, 0.7, 1).text()).isInstanceOf(RondoException.class)
                .hasMessageContaining("3 columns, but 4 positions");
        assertThatThrownBy(() -> summary.positions(0.5, 0.2, 1)).isInstanceOf(RondoException.class)
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> summary.layerRange("encoder", "nobody").text()).isInstanceOf(RondoException.class)
                .hasMessageContaining("nobody").hasMessageContaining("head");
    }

    private static Model encoder() {
        var inner = sequential(input(Shape.ANY, 5), named("gru", gru(4)), named("drop", dropout(0.1)));
        return sequential(input(7, 5), named("mix", dense(5)), named("inner", inner.asLayer()),
                named("last", dense(3)));
    }

    private static Model model(String name) {
        return switch (name) {
            case "stack" -> {
                var model = sequential(input(7, 5), named("encoder", encoder().asLayer()), named("head", dense(2)),
                        named("norm", batchNormalization()), named("probability", activation(SOFTMAX)));
                model.weights().freeze("encoder/inner");
                yield model;
            }
            case "graph" -> {
                var a = input(6).symbol("a");
                var b = input(3).symbol("b");
                var both = graph(List.of(a, b), List.of(
                        named("side_by_side", concatenate()).on(named("wide", dense(4)).on(a), b),
                        named("narrow", dense(2)).frozen().on(b)));
                var x = input(7, 5).symbol("x");
                var y = input(6).symbol("y");
                var e = named("encoder", encoder().asLayer()).on(x);
                var outs = named("both", both.asBlock()).on(List.of(y, e));
                yield graph(List.of(x, y), List.of(named("answer", dense(1)).on(outs.get(0)), outs.get(1)));
            }
            case "chain" -> {
                var x = input(7, 5).symbol("x");
                yield graph(x, named("answer", dense(1)).frozen().on(named("encoder", encoder().asLayer()).on(x)));
            }
            case "deferred" -> sequential(named("lstm", lstm(3)), named("part", chain(named("d", dense(2)))),
                    named("drop", dropout(0.1)));
            case "waiting" -> sequential(named("flat", flatten()), named("shaped", reshape(2, 3)),
                    named("again", repeatVector(2)), named("pool", maxPooling1d(2)),
                    named("most", globalMaxPooling1d()), named("same", identity()),
                    named("drop", spatialDropout2d(0.1)), named("slope", prelu()),
                    named("turned", permute(2, 1)), named("scaled", rescaling(2)), named("mask", masking()));
            default -> throw new AssertionError("no model for " + name);
        };
    }
}

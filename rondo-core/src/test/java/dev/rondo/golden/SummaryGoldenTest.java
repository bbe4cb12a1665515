package dev.rondo.golden;

import static dev.rondo.layer.Layers.activation;
import static dev.rondo.layer.Layers.add;
import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.concatenate;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.layer.Layers.repeatVector;
import static dev.rondo.layer.Layers.rnn;
import static dev.rondo.layer.Layers.shared;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.layer.Layers.subtract;
import static dev.rondo.model.Model.graph;
import static dev.rondo.model.Model.sequential;
import static dev.rondo.nn.Activation.RELU;
import static dev.rondo.nn.Activation.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.cell.Cells;
import dev.rondo.layer.Layers;
import dev.rondo.model.Model;
import dev.rondo.model.Sequential;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table that Keras prints, byte for byte.
class SummaryGoldenTest {
    /// Tables that Rondo does not print, and why.
    private static final Map<String, String> ABSENT = Map.of(
            "deferred/fitted", "a model does not know its optimizer, so it cannot count the optimizer's numbers");

    static List<Golden> models() {
        return Golden.cases("summary.json", "models").stream().filter(g -> !ABSENT.containsKey(g.name())).toList();
    }

    @Test
    void absentOnesAreStillThere() {
        assertThat(Golden.cases("summary.json", "models").stream().map(Golden::name)).containsAll(ABSENT.keySet());
    }

    @ParameterizedTest
    @MethodSource("models")
    void table(Golden g) {
        var model = model(g.name());
        assertThat(model.summary() + "\n").as("println of the table")
                .isEqualTo(g.json().get("terminal_of_80").asString());
        if (g.has("parameters")) assertThat(model.weights().count()).isEqualTo(g.json().get("parameters").asLong());
        if (g.has("output_shape")) {
            var shapes = model.outputShapes().stream()
                    .map(s -> s.toString().replace("?", "None").replace('[', '(').replace(']', ')')).toList();
            assertThat(shapes.size() == 1 ? shapes.getFirst() : shapes.toString())
                    .isEqualTo(g.json().get("output_shape").asString());
        }
    }

    private static Model model(String name) {
        return switch (name) {
            case "simple_rnn_42" -> sequential(input(2, 10), simpleRnn(3));
            case "simple_rnn_42_batch_8" -> sequential(input(2, 10).batch(8), simpleRnn(3));
            case "simple_rnn_42_batch_8_sequences" -> sequential(input(2, 10).batch(8), simpleRnn(3).sequences());
            case "simple_rnn_36" -> sequential(input(Shape.ANY, 4), simpleRnn(4));
            case "deep_rnn_328320" -> sequential(input(100), embedding(10_000, 32), simpleRnn(32).sequences(),
                    simpleRnn(32).sequences(), simpleRnn(32).sequences(), simpleRnn(32));
            case "bidirectional_timesteps_10" -> sequential(input(10, 5), bidirectional(simpleRnn(8).sequences()));
            case "vanilla_4946" -> sequential(input(49, 1), simpleRnn(50), dense(46), activation(SOFTMAX));
            case "stacked_2_9996" -> sequential(input(49, 1), simpleRnn(50).sequences(), simpleRnn(50), dense(46),
                    activation(SOFTMAX));
            case "stacked_3_15046" -> sequential(input(49, 1), simpleRnn(50).sequences(), simpleRnn(50).sequences(),
                    simpleRnn(50), dense(46), activation(SOFTMAX));
            case "lstm_12746" -> sequential(input(49, 1), lstm(50), dense(46), activation(SOFTMAX));
            case "stacked_lstm_32946" -> sequential(input(49, 1), lstm(50).sequences(), lstm(50), dense(46),
                    activation(SOFTMAX));
            case "bidirectional_9846" ->
                sequential(input(49, 1), bidirectional(simpleRnn(50)), dense(46), activation(SOFTMAX));
            case "bidirectional_9846_inner_input_shape" -> sequential(bidirectional(simpleRnn(50)), dense(46),
                    activation(SOFTMAX));
            case "gru_both_ways_of_reset" -> sequential(input(Shape.ANY, 10), named("after", Layers.gru(3).sequences()),
                    named("before", rnn(Cells.gruCell(3).resetAfter(false))));
            case "repeat_vector" -> sequential(input(7), repeatVector(4), simpleRnn(5).sequences());
            case "embedding_lstm" -> sequential(input(50), embedding(30_000, 64).maskZero(), bidirectional(lstm(64)),
                    dropout(0.3), dense(46, SOFTMAX));
            case "frozen_embedding" -> sequential(input(50), embedding(100, 8).frozen(), lstm(4));
            case "graph/chain" -> {
                var x = input(7, 3).symbol();
                yield graph(x, dense(2).on(lstm(4).on(x)));
            }
            case "graph/states" -> {
                var x = input(7, 3).symbol();
                yield graph(List.of(x), lstm(4).withStates().on(List.of(x)));
            }
            case "graph/encoder_decoder" -> {
                var x = input(7, 3).symbol();
                var y = input(5, 3).symbol();
                var encoded = lstm(4).withStates().on(List.of(x));
                var decoded = lstm(4).sequences().withInitialState().on(y, encoded.get(1), encoded.get(2));
                yield graph(List.of(x, y), List.of(decoded));
            }
            case "graph/several" -> {
                var text = input(Shape.ANY).symbol("text");
                var numbers = input(5).symbol();
                var x = lstm(16).on(embedding(100, 8).on(text));
                var y = dense(16, RELU).on(numbers);
                var z = add().on(dense(16).on(concatenate().on(x, y)), x, y);
                yield graph(List.of(text, numbers), List.of(named("kind", dense(2)).on(z), named("size", dense(1))
                        .on(z)));
            }
            case "graph/shared" -> {
                var left = input(Shape.ANY).symbol("left");
                var right = input(Shape.ANY).symbol("right");
                var embedding = shared(embedding(100, 8));
                var lstm = shared(lstm(16));
                var first = lstm.on(embedding.on(left));
                var second = lstm.on(embedding.on(right));
                yield graph(List.of(left, right), List.of(dense(1).on(subtract().on(first, second))));
            }
            case "graph/bidirectional_states" -> {
                var x = input(7, 3).symbol();
                var both = bidirectional(gru(4).sequences()).withStates().on(List.of(x));
                yield graph(List.of(x), List.of(concatenate().on(both.get(1), both.get(2))));
            }
            case "long_names" -> sequential(input(49, 1),
                    named("a_layer_whose_name_is_far_too_long_for_its_column", simpleRnn(50)));
            case "deferred/before" -> deferred();
            case "deferred/built", "deferred/compiled" -> {
                var model = deferred();
                model.build(Shape.of(Shape.ANY, 49, 1));
                yield model;
            }
            default -> throw new AssertionError("no model for " + name);
        };
    }

    private static Sequential deferred() { return sequential(simpleRnn(50), dense(46), activation(SOFTMAX)); }
}

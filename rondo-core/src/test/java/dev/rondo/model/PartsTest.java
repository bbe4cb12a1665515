package dev.rondo.model;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.model.Seed.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.contract.Draw;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Parts of models: what they see on the way, and weights that go from one to another.
class PartsTest {
    @Test
    void whatAStackSeesOnTheWay() {
        var model = Model.sequential(seed(1), input(4, 3), lstm(5).sequences(), gru(2), dense(1));
        var part = model.upTo("lstm");
        assertThat(part.outputShape()).isEqualTo(Shape.of(Shape.ANY, 4, 5));
        model.weights().get("lstm/bias").data()[0] = 7;
        assertThat(part.weights().get("lstm/bias").data()[0]).as("shared").isEqualTo(7);
        assertThat(part.weights().asMap()).hasSize(3);
        assertThatThrownBy(() -> model.upTo("lstms")).hasMessageContaining("[input_layer, lstm, gru, dense]");
    }

    @Test
    void whatAGraphSeesOnTheWay() {
        var x = input(4, 3).symbol("x");
        var y = input(2).symbol("y");
        var h = lstm(5).on(x);
        var model = Model.graph(seed(2), List.of(x, y),
                List.of(dense(2).on(h), named("other", dense(3)).on(y)));
        var part = model.upTo("lstm");
        assertThat(part.inputNames()).containsExactly("x");
        assertThat(part.outputNames()).containsExactly("lstm");
        var data = Draw.normal("data", 2, 4, 3);
        assertThat(dense(2).call(Signal.of(part.predict(data)), Pass
                .inference(model.weights(), model.machine()).in("dense")).tensor().data())
                .isEqualTo(model.predict(List.of(data, Draw.normal("y", 2, 2))).getFirst().data());
        assertThat(model.upTo("lstm", "other").inputNames()).containsExactly("x", "y");
        assertThatThrownBy(() -> model.upTo("gru")).hasMessageContaining("no block is named \"gru\"");
    }

    @Test
    void weightsGoFromModelToModel() {
        var one = Model.sequential(seed(3), embedding(9, 4), lstm(5), dense(2));
        var other = Model.sequential(seed(4), embedding(9, 4), lstm(5), dense(3));
        assertThat(other.weights().setMatching(one.weights())).containsExactly("embedding/embeddings", "lstm/kernel",
                "lstm/recurrent_kernel", "lstm/bias");
        assertThat(other.weights().get("lstm/kernel").data()).isEqualTo(one.weights().get("lstm/kernel").data());
        var before = other.weights().copy();
        assertThatThrownBy(() -> other.weights().setAll(one.weights())).hasMessageContaining("dense/kernel");
        assertThat(other.weights().get("dense/kernel").data()).isEqualTo(before.get("dense/kernel").data());

        var encoder = Model.sequential(seed(5), input(Shape.ANY, 3), lstm(5));
        var whole = Model.sequential(seed(6), input(Shape.ANY, 3), named("encoder", encoder.asLayer()), dense(2));
        encoder.weights().get("lstm/bias").data()[3] = 9;
        whole.weights().under("encoder").setAll(encoder.weights());
        assertThat(whole.weights().get("encoder/lstm/bias").data()[3]).isEqualTo(9);
        assertThatThrownBy(() -> whole.weights().under("decoder")).hasMessageContaining("encoder/lstm/kernel");
        assertThatThrownBy(() -> whole.weights().under("encoder").setAll(one.weights()))
                .hasMessageContaining("setMatching");
    }

    /// What Keras's lesson on translation does: the decoder of the trained model, one step at a time.
    @Test
    void aDecoderWithTheWeightsThatWereTrained() {
        var source = input(Shape.ANY, 3).symbol("source");
        var target = input(Shape.ANY, 4).symbol("target");
        var states = named("encoder", lstm(5).withStates()).on(List.of(source));
        var sequence = named("decoder", lstm(5).sequences().withInitialState())
                .on(target, states.get(1), states.get(2));
        var whole = Model.graph(seed(7), List.of(source, target), List.of(named("words", dense(4)).on(sequence)));

        var h = input(5).symbol("h");
        var c = input(5).symbol("c");
        var step = named("decoder", lstm(5).sequences().withStates()).on(List.of(target, h, c));
        var decoder = Model.graph(List.of(target, h, c),
                List.of(named("words", dense(4)).on(step.get(0)), step.get(1), step.get(2)))
                .withWeights(whole.weights());
        var encoder = Model.graph(List.of(source), states).withWeights(whole.weights());
        whole.weights().get("decoder/bias").data()[1] = 0.5f;
        whole.weights().get("encoder/bias").data()[2] = -0.5f;

        var x = Draw.normal("x", 1, 6, 3);
        var y = Draw.normal("y", 1, 3, 4);
        var expected = whole.predict(List.of(x, y)).getFirst();
        var now = encoder.predict(List.of(x)).subList(1, 3);
        for (int t = 0; t < 3; t++) {
            var out = decoder.predict(List.of(step(y, t), now.get(0), now.get(1)));
            assertThat(out.getFirst().data()).isEqualTo(step(expected, t).data());
            now = out.subList(1, 3);
        }
        assertThatThrownBy(() -> decoder.withWeights(encoder.weights())).hasMessageContaining("decoder/kernel");
        var wide = Model.graph(source, named("encoder", lstm(6)).on(source));
        assertThatThrownBy(() -> wide.withWeights(whole.weights()))
                .hasMessageContaining("\"encoder/kernel\": shape [3, 24] is expected, but there it has [3, 20]");
    }

    @Test
    void aPartThatFollowsTheWhole() {
        var encoder = Model.sequential(seed(5), input(Shape.ANY, 3), lstm(5));
        var whole = Model.sequential(seed(6), input(Shape.ANY, 3), named("encoder", encoder.asLayer()), dense(2));
        var part = encoder.withWeights(whole.weights().under("encoder"));
        whole.weights().get("encoder/lstm/bias").data()[3] = 9;
        var x = Draw.normal("x", 2, 6, 3);
        assertThat(part.predict(x).data()).isEqualTo(whole.upTo("encoder").predict(x).data());
    }

    /// Step t of `[1, time, 4]`.
    private static Tensor step(Tensor x, int t) {
        return Tensor.of(Shape.of(1, 1, 4), Arrays.copyOfRange(x.data(), 4 * t, 4 * t + 4));
    }
}

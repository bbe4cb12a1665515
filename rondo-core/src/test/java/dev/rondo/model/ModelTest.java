package dev.rondo.model;

import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.chain;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.model.Seed.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import dev.rondo.RondoException;
import dev.rondo.contract.Draw;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Workers;
import dev.rondo.layer.Merge;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    @Test
    void stateIsCarriedFromBatchToBatch() {
        var x = Draw.normal("x", 2, 6, 3);
        var whole = Model.sequential(input(Shape.ANY, 3), lstm(4).sequences(), gru(3)).predict(x);
        var model = Model.sequential(input(Shape.ANY, 3), lstm(4).sequences().keepState(), gru(3).keepState());
        model.call(steps(x, 0, 4), Mask.none());
        var second = model.call(steps(x, 4, 6), Mask.none()).tensor();
        assertThat(second.data()).containsExactly(whole.data(), offset(1e-6f));
        assertThat(model.states().byLayer()).containsOnlyKeys("lstm", "gru");

        model.resetStates();
        assertThat(model.states().byLayer()).isEmpty();
        assertThat(model.call(x, Mask.none()).tensor().data()).containsExactly(whole.data(), offset(1e-6f));
    }

    @Test
    void bothDirectionsCarryTheirState() {
        var model = Model.sequential(input(Shape.ANY, 3), bidirectional(lstm(4).keepState()));
        var x = Draw.normal("x", 2, 6, 3);
        var first = model.predict(x);
        assertThat(model.states().of("bidirectional")).hasSize(4);
        assertThat(model.predict(x).data()).isNotEqualTo(first.data());
        model.resetStates();
        assertThat(model.predict(x).data()).isEqualTo(first.data());
    }

    private static Tensor steps(Tensor x, int from, int to) {
        var steps = IntStream.range(from, to).mapToObj(t -> Ops.at(x, 1, t)).toList();
        return Ops.stack(1, steps);
    }

    @Test
    void aStatefulLayerWantsBatchesOfOneSize() {
        var model = Model.sequential(input(Shape.ANY, 3), lstm(4).keepState());
        model.predict(Draw.normal("x", 2, 5, 3));
        assertThatThrownBy(() -> model.predict(Draw.normal("x", 3, 5, 3))).isInstanceOf(RondoException.class)
                .hasMessage(
                        "LSTM: initial state 0 has shape [2, 4], but [3, 4] is expected; a stateful layer needs batches "
                                + "of one size, or its states reset in between");
    }

    @Test
    void withoutWeightsNothingIsPredicted() {
        var model = Model.sequential(lstm(4));
        assertThat(model.built()).isFalse();
        assertThatThrownBy(() -> model.predict(Draw.normal("x", 2, 5, 3))).isInstanceOf(RondoException.class)
                .hasMessage("predict: the model has no weights yet; fit it, build it or load it first");
        var texts = Model.sequential(embedding(9, 2), lstm(2));
        assertThatThrownBy(() -> texts.predict(Tensor.zeros(1, 0))).isInstanceOf(RondoException.class)
                .hasMessageContaining("no steps: at least one is expected, got shape [1, 0, 2]; leave it out");
        assertThatThrownBy(model::weights).isInstanceOf(RondoException.class).hasMessageContaining("no weights yet");
        assertThatThrownBy(model::outputShape).isInstanceOf(RondoException.class)
                .hasMessageContaining("no weights yet");
    }

    @Test
    void inputsOfAnotherShape() {
        var model = Model.sequential(input(Shape.ANY, 3), lstm(4));
        for (var x : List.of(Draw.normal("x", 2, 5, 4), Draw.normal("x", 2, 5), Draw.normal("x", 5, 3, 1, 1))) {
            assertThatThrownBy(() -> model.predict(x)).isInstanceOf(RondoException.class)
                    .hasMessageContaining("[?, ?, 3]")
                    .hasMessageContaining(x.shape().toString().substring(2));
        }
        assertThatThrownBy(() -> model.predict(Tensor.zeros(0, 5, 3))).isInstanceOf(RondoException.class)
                .hasMessageContaining("at least one row");
        assertThatThrownBy(() -> model.predict(Tensor.zeros(2, 0, 3))).isInstanceOf(RondoException.class)
                .hasMessageContaining("no steps");
        assertThatThrownBy(() -> model.predict(Draw.normal("x", 2, 5, 3), 0)).isInstanceOf(RondoException.class)
                .hasMessageContaining("batchSize");
        assertThatThrownBy(() -> model.call(Draw.normal("x", 2, 5, 3), Mask.of(2, 4, new boolean[8])))
                .isInstanceOf(RondoException.class).hasMessageContaining("[2, 4]").hasMessageContaining("[2, 5");
    }

    @ParameterizedTest
    @ValueSource(floats = {7, -1, 0.5f, Integer.MAX_VALUE})
    void wordsThatTheVocabularyLacks(float id) {
        var model = Model.sequential(embedding(7, 3).maskZero(), lstm(4));
        assertThatThrownBy(() -> model.predict(Tensor.matrix(new float[]{1, id}))).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("Embedding: ids are whole numbers from 0 to 6");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void numbersThatAreNone(float none) {
        var model = Model.sequential(input(Shape.ANY, 1), lstm(4));
        var x = Draw.normal("x", 3, 4, 1);
        x.data()[9] = none;
        assertThatThrownBy(() -> model.predict(x)).isInstanceOf(RondoException.class)
                .hasMessage("predict: the input holds %s in row 2".formatted(none));
    }

    @Test
    void twoDirectionsThatStayTwo() {
        var layer = bidirectional(lstm(4).sequences()).merge(Merge.NONE);
        assertThatThrownBy(() -> Model.sequential(input(5, 3), layer)).isInstanceOf(RondoException.class)
                .hasMessageContaining("NONE").hasMessageContaining("run");
        var weights = Weights.draw(layer.weights(Shape.of(2, 5, 3)), Key.of(1));
        var both = layer.run(Signal.of(Draw.normal("x", 2, 5, 3)), List.of(),
                Pass.inference(weights, Machine.single()));
        assertThat(both.forward().shape()).isEqualTo(Shape.of(2, 5, 4));
        assertThat(both.backward().shape()).isEqualTo(Shape.of(2, 5, 4));
        assertThat(both.forward().data()).isNotEqualTo(both.backward().data());
    }

    @Test
    void namesAreUnique() {
        var model = Model.sequential(input(5, 3), simpleRnn(2).sequences(), simpleRnn(2).sequences(), lstm(2));
        assertThat(model.names()).containsExactly("input_layer", "simple_rnn", "simple_rnn_1", "lstm");
        assertThat(model.weights().asMap().keySet()).contains("simple_rnn/kernel", "simple_rnn_1/kernel", "lstm/bias");
        assertThatThrownBy(
                () -> Model.sequential(named("same", dense(3)), named("same_1", dense(3)), named("same", dense(3))))
                .isInstanceOf(RondoException.class).hasMessageContaining("two blocks are named \"same\"");
    }

    @Test
    void noLayersOrAnInputInTheMiddle() {
        assertThatThrownBy(Model::sequential).isInstanceOf(RondoException.class)
                .hasMessageContaining("at least one layer");
        assertThatThrownBy(() -> Model.sequential(dense(3), input(3))).isInstanceOf(RondoException.class)
                .hasMessage("sequential: Input stands first, but it is layer 1");
    }

    @Test
    void aWeightDependsOnTheSeedAndItsNameAlone() {
        var a = Model.sequential(seed(1), input(5, 3), lstm(4), dense(2)).weights();
        var b = Model.sequential(seed(1), input(5, 3), dropout(0.5), lstm(4), dense(7, Activation.TANH), dense(2))
                .weights();
        var c = Model.sequential(seed(2), input(5, 3), lstm(4), dense(2)).weights();
        assertThat(b.get("lstm/kernel").data()).isEqualTo(a.get("lstm/kernel").data());
        assertThat(c.get("lstm/kernel").data()).isNotEqualTo(a.get("lstm/kernel").data());
        assertThat(a.get("lstm/kernel").data()).isNotEqualTo(a.get("lstm/recurrent_kernel").data());
    }

    /// Whatever the batch size and the number of threads: same bits.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 32, 70, 1000})
    void predictionsDoNotDependOnTheBatch(int batchSize) {
        var x = Draw.ids("words", 100, 70, 9);
        var model = Model
                .sequential(seed(3), embedding(100, 33).maskZero(), bidirectional(lstm(65).sequences()), gru(17),
                        dense(10, Activation.SOFTMAX))
                .on(Machine.single());
        var expected = model.predict(x, 70);
        assertThat(model.predict(x, batchSize).data()).isEqualTo(expected.data());
        try (var workers = Workers.of(3)) {
            model.on(new Machine(Machine.single().kernels(), workers));
            assertThat(model.predict(x, batchSize).data()).isEqualTo(expected.data());
        }
    }

    @Test
    void paddingDoesNotChangeAPrediction() {
        var model = Model.sequential(embedding(100, 8).maskZero(), lstm(9), dense(3));
        var words = Draw.ids("words", 99, 4, 5);
        for (int i = 0; i < words.data().length; i++) words.data()[i]++;
        var padded = new float[4 * 8];
        for (int row = 0; row < 4; row++) System.arraycopy(words.data(), row * 5, padded, row * 8, 5);
        assertThat(model.predict(Tensor.of(Shape.of(4, 8), padded)).data()).isEqualTo(model.predict(words).data());
        assertThat(Arrays.copyOf(padded, 5)).doesNotContain(0);
    }

    /// A mask is cut into batches with its rows.
    @Test
    void predictionsUnderAMask() {
        var model = Model.sequential(seed(11), input(Shape.ANY, 2), lstm(3));
        var x = Draw.normal("x", 70, 4, 2);
        var real = new boolean[70][4];
        for (int i = 0; i < 70; i++) for (int t = 0; t < 4; t++) real[i][t] = t < 1 + i % 4;
        var mask = Mask.of(real);
        assertThat(model.predict(x, mask).data()).isEqualTo(model.call(x, mask).tensor().data())
                .isNotEqualTo(model.predict(x).data());
        assertThat(model.predict(x, Mask.none()).data()).isEqualTo(model.predict(x).data());
        assertThatThrownBy(() -> model.predict(x, Mask.of(new boolean[69][4]))).isInstanceOf(RondoException.class)
                .hasMessageContaining("predict: the mask has shape [69, 4], but the sequences are [70, 4");
    }

    @Test
    void aLayerIsFoundByItsName() {
        var model = Model.sequential(input(4, 2), named("mine", lstm(3)), dense(2).frozen(), dense(1));
        assertThat(model.layer("mine")).isEqualTo(lstm(3));
        assertThat(model.layer("dense")).isEqualTo(dense(2).frozen());
        assertThat(model.layer("dense_1")).isEqualTo(dense(1));
        assertThatThrownBy(() -> model.layer("lstm")).isInstanceOf(RondoException.class)
                .hasMessageContaining("no layer is named \"lstm\"").hasMessageContaining("mine");
        var x = input(3).symbol("x");
        var graph = Model.graph(x, named("out", dense(1)).on(dense(2).on(x)));
        assertThat(graph.layer("out")).isEqualTo(dense(1));
        assertThat(graph.layer("dense")).isEqualTo(dense(2));
        assertThatThrownBy(() -> graph.layer("lstm")).isInstanceOf(RondoException.class)
                .hasMessageContaining("no block is named \"lstm\"").hasMessageContaining("dense");
    }

    @Test
    void theSummaryIsPrinted() {
        var model = Model.sequential(input(2), dense(3));
        var out = System.out;
        var heard = new ByteArrayOutputStream();
        System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            model.printSummary();
        } finally {
            System.setOut(out);
        }
        assertThat(heard.toString(StandardCharsets.UTF_8)).isEqualTo(model.summary());
    }

    @Test
    void anErrorSaysWhichOfSeveralLayers() {
        var one = named("words", embedding(9, 4));
        assertThatThrownBy(() -> Model.sequential(one, lstm(5), lstm(6))).hasMessageEndingWith("(layer \"lstm_1\")");
        assertThatThrownBy(() -> Model.sequential(one, named("encoder", chain(lstm(5).sequences(), lstm(6), lstm(7)))))
                .hasMessageEndingWith("(layer \"encoder/lstm_2\")");
        assertThatThrownBy(() -> Model.sequential(embedding(9, 4), lstm(5), dense(2), gru(3)))
                .hasMessageStartingWith("GRU: ").hasMessageNotContaining("(layer");
        var model = Model.sequential(one, lstm(5));
        assertThatThrownBy(() -> model.predict(Tensor.matrix(new int[][]{{1, 9}})))
                .hasMessageContaining("(layer \"words\")");
    }

    @Test
    void statesOfAnotherModelAreRefused() {
        var one = Model.sequential(input(4, 3), named("mine", lstm(5).keepState()));
        var other = Model.sequential(input(4, 3), named("yours", lstm(5).keepState()));
        one.call(Tensor.zeros(2, 4, 3), Mask.none());
        other.states(one.states());
        assertThatThrownBy(() -> other.call(Tensor.zeros(2, 4, 3), Mask.none()))
                .hasMessageContaining("of layers [mine], hold none for [yours]");
        assertThat(other.states()).isEqualTo(one.states());
        other.resetStates();
        other.call(Tensor.zeros(2, 4, 3), Mask.none());
        assertThat(other.states().byLayer()).containsOnlyKeys("yours");
    }
}

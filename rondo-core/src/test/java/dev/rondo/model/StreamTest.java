package dev.rondo.model;

import static dev.rondo.layer.Layers.subtract;
import static dev.rondo.layer.Layers.multiply;
import static dev.rondo.layer.Layers.minimum;
import static dev.rondo.layer.Layers.maximum;
import static dev.rondo.layer.Layers.concatenate;
import static dev.rondo.layer.Layers.average;
import static dev.rondo.layer.Layers.add;
import static dev.rondo.layer.Layers.activation;
import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.flatten;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.layerNormalization;
import static dev.rondo.layer.Layers.batchNormalization;
import static dev.rondo.layer.Layers.chain;
import static dev.rondo.layer.Layers.relu;
import static dev.rondo.layer.Layers.softmax;
import static dev.rondo.layer.Layers.conv1d;
import static dev.rondo.layer.Layers.convLstm1d;
import static dev.rondo.layer.Layers.convLstm2d;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.masking;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.layer.Layers.repeatVector;
import static dev.rondo.layer.Layers.rnn;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.layer.Layers.timeDistributed;
import static dev.rondo.model.Seed.seed;
import static dev.rondo.nn.Activation.SOFTMAX;
import static dev.rondo.nn.Activation.TANH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.cell.Cell;
import dev.rondo.cell.Cells;
import dev.rondo.contract.Draw;
import dev.rondo.contract.Samples;
import dev.rondo.contract.Variants;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Layers;
import dev.rondo.layer.Merging;
import dev.rondo.layer.Streaming;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.op.Padding;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// After each step a stream gives what the model gives for the whole sequence so far.
class StreamTest {
    private static final int STEPS = 7;

    static List<Model> models() {
        return List.of(Model.sequential(seed(1), input(Shape.ANY, 5), lstm(17)),
                Model.sequential(seed(2), input(Shape.ANY, 5), lstm(64).sequences(), gru(33).sequences(), dense(3)),
                Model.sequential(seed(3), input(STEPS, 5), simpleRnn(16).sequences(), dropout(0.5),
                        timeDistributed(dense(4, TANH)), lstm(128), dense(2), activation(SOFTMAX), flatten()),
                Model.sequential(seed(4), input(Shape.ANY, 5), masking(), lstm(9).sequences(), gru(9)),
                Model.sequential(seed(9), input(Shape.ANY, 5), layerNormalization(), gru(6).sequences(),
                        batchNormalization(), relu(), softmax(), lstm(4), layerNormalization().axis(1)),
                Model.sequential(seed(13), input(Shape.ANY, 5), conv1d(6, 3).padding(Padding.CAUSAL).activation(TANH),
                        conv1d(16, 2).padding(Padding.CAUSAL).dilationRate(3).groups(2), conv1d(4, 1), gru(3)),
                Model.sequential(seed(14), input(STEPS, 5), conv1d(17, 4).padding(Padding.CAUSAL).useBias(false)),
                graph(), shared(), residual());
    }

    /// Branches that meet again, step by step: a causal convolution with a way around it, joined and weighed.
    private static Model residual() {
        var x = input(Shape.ANY, 5).symbol();
        var h = conv1d(5, 3).padding(Padding.CAUSAL).activation(TANH).on(x);
        var y = gru(5).sequences().on(add().on(x, h));
        var all = concatenate().on(multiply().on(x, y), subtract().on(h, y), average().on(x, h), maximum().on(x, y),
                minimum().on(h, y));
        return Model.graph(seed(15), x, dense(2).on(lstm(4).on(all)));
    }

    /// Layers and models that are used twice: each use has states of its own.
    private static Model shared() {
        var x = input(Shape.ANY, 5).symbol();
        var low = Layers.shared(chain(dense(5), lstm(5).sequences()));
        var inner = Model.graph(seed(10), x, low.on(low.on(x)));
        var y = input(Shape.ANY, 5).symbol();
        var high = Layers.shared(inner.asLayer());
        return Model.graph(seed(11), y, gru(3).on(high.on(high.on(y))));
    }

    private static Model graph() {
        var x = input(Shape.ANY, 5).symbol();
        var h = lstm(12).sequences().on(x);
        return Model.graph(seed(5), x, dense(3).on(gru(7).on(named("again", dense(6)).on(h))));
    }

    static List<Cell> cells() { return Variants.all(Cells.class, Cell.class, Samples.small()); }

    @ParameterizedTest
    @MethodSource("models")
    void theWholeSequenceSoFar(Model model) {
        for (int rows : new int[]{1, 3, 40}) same(model, Draw.normal("x", rows, STEPS, 5));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCell(Cell cell) {
        same(Model.sequential(seed(6), input(Shape.ANY, 5), rnn(cell).sequences(), rnn(cell)),
                Draw.normal("x", 2, STEPS, 5));
    }

    private static void same(Model model, Tensor x) {
        var stream = model.stream();
        for (int t = 0; t < STEPS; t++) {
            var now = stream.next(Ops.at(x, 1, t));
            if (model.inputShape().size(1) == STEPS && t < STEPS - 1) continue; // it takes no shorter ones
            var whole = model.predict(firstSteps(x, t + 1), x.shape().size(0));
            var expected = whole.shape().rank() == 3 ? Ops.at(whole, 1, t) : whole;
            assertThat(now.shape()).isEqualTo(expected.shape());
            assertThat(now.data()).as("step " + t).isEqualTo(expected.data());
        }
        assertThat(model.states().isEmpty()).isTrue();
    }

    private static Tensor firstSteps(Tensor x, int steps) {
        var shape = x.shape();
        var out = Tensor.zeros(shape.size(0), steps, shape.size(2));
        for (int i = 0; i < shape.size(0); i++) {
            System.arraycopy(x.data(), i * STEPS * shape.size(2), out.data(), i * steps * shape.size(2),
                    steps * shape.size(2));
        }
        return out;
    }

    /// Each step brings a sequence of its own, such as the letters of a word.
    @Test
    void sequencesOfSequences() {
        var model = Model.sequential(seed(12), input(Shape.ANY, 4, 3), timeDistributed(lstm(2)), gru(3));
        var x = Draw.normal("x", 2, STEPS, 4, 3);
        var stream = model.stream();
        for (int t = 0; t < STEPS; t++) {
            var soFar = new ArrayList<Tensor>();
            for (int i = 0; i <= t; i++) soFar.add(Ops.at(x, 1, i));
            assertThat(stream.next(Ops.at(x, 1, t)).data()).as("step " + t)
                    .isEqualTo(model.predict(Ops.stack(1, soFar)).data());
        }
    }

    /// A film, picture by picture.
    @Test
    void films() {
        var model = Model.sequential(seed(13), input(Shape.ANY, 3, 4, 2), convLstm2d(2, 2).sequences(),
                convLstm2d(3, 2, 1).padding(Padding.SAME));
        var x = Draw.normal("x", 2, STEPS, 3, 4, 2);
        var stream = model.stream();
        for (int t = 0; t < STEPS; t++) {
            var soFar = new ArrayList<Tensor>();
            for (int i = 0; i <= t; i++) soFar.add(Ops.at(x, 1, i));
            assertThat(stream.next(Ops.at(x, 1, t)).data()).as("step " + t)
                    .isEqualTo(model.predict(Ops.stack(1, soFar)).data());
        }
    }

    @Test
    void wordsAndPaddingBetweenThem() {
        var model = Model.sequential(seed(7), embedding(20, 6).maskZero(), lstm(8), dense(3));
        var stream = model.stream();
        var ids = new int[]{4, 0, 7, 0, 0, 19};
        float[] last = {};
        for (int id : ids) last = stream.next(id);
        assertThat(last).isEqualTo(model.call(Tensor.matrix(ids), Mask.none()).tensor().data());
    }

    @Test
    void statesAreTakenAlong() {
        var model = Model.sequential(seed(8), input(Shape.ANY, 2), lstm(4).sequences(), gru(3));
        var one = model.stream();
        one.next(1, 2);
        var other = model.stream();
        other.states(one.states());
        assertThat(one.states().of("lstm")).hasSize(2);
        assertThat(other.next(3, 4)).isEqualTo(one.next(3, 4));
        one.reset();
        assertThat(one.next(1, 2)).isEqualTo(model.stream().next(1, 2));
        assertThatThrownBy(() -> one.states().of("lstms")).hasMessageContaining("[lstm, gru]");
    }

    @Test
    void whatNeedsTheWholeSequenceIsRefusedWithTheReason() {
        refused("\"bidirectional\" (Bidirectional) reads its sequence from the end too", input(3, 2),
                bidirectional(lstm(2)));
        refused("\"lstm\" (LSTM) reads its sequence from the end", input(3, 2), lstm(2).backwards());
        refused("\"bidirectional\" (Bidirectional) reads its sequence from the end too", input(3, 2, 1),
                bidirectional(convLstm1d(2, 2)));
        refused("(ConvLSTM1D) reads its sequence from the end", input(3, 2, 1), convLstm1d(2, 2).backwards());
        refused("\"flatten\" (Flatten) makes one vector of all steps", input(3, 2), lstm(2).sequences(), flatten());
        refused("\"conv\" (Conv1D) looks at steps to come; with padding CAUSAL it does not", input(3, 2),
                named("conv", conv1d(2, 2)), lstm(2));
        refused("(Conv1D) gives no output for most steps", input(3, 2), conv1d(2, 2).strides(2), lstm(2));
        refused("\"layer_normalization\" (LayerNormalization) works along the axes [1]", input(3, 2),
                layerNormalization().axis(1), lstm(2));
        refused("\"lstm_1\" runs over a sequence that is made from the last output", input(3, 2), lstm(2),
                repeatVector(3), lstm(2));
        var x = input(3, 2).symbol();
        var mixed = Model.graph(x, lstm(2).on(named("mixed", new Sum()).on(List.of(x, lstm(2).on(x))).getFirst()));
        assertThatThrownBy(mixed::stream).hasMessageContaining("\"mixed\" reads the steps of the sequence beside");
    }

    @Test
    void sequencesThatDoNotMeetStepByStepAreRefused() {
        var x = input(Shape.ANY, 2).symbol();
        var twice = Model.graph(x, lstm(2).on(concatenate().axis(1).on(x, x)));
        assertThatThrownBy(twice::stream).hasMessageContaining("(Concatenate) puts one sequence after the other");
        var ids = input(Shape.ANY).symbol();
        var words = Model.graph(ids, lstm(2).on(embedding(9, 2).on(concatenate().on(ids, ids))));
        assertThatThrownBy(words::stream).hasMessageContaining("(Concatenate) puts one sequence after the other");
        var few = input(3).symbol();
        var ranks = Model.graph(few, lstm(2).on(add().on(few, embedding(9, 3).on(few))));
        assertThatThrownBy(ranks::stream).hasMessageContaining("(Add) merges sequences of different ranks");
    }

    @Test
    void aStepThatIsNoNumberLeavesTheStatesAsTheyAre() {
        var stream = Model.sequential(seed(1), input(Shape.ANY, 2), lstm(4)).stream();
        stream.next(1, 2);
        var before = stream.states();
        assertThatThrownBy(() -> stream.next(1, Float.NaN)).isInstanceOf(RondoException.class)
                .hasMessageContaining("stream: the step holds NaN in row 0, place 1");
        assertThat(stream.states()).isSameAs(before);
    }

    @Test
    void statesOfOtherLayersAreRefused() {
        var one = Model.sequential(seed(1), input(Shape.ANY, 2), gru(4)).stream();
        var other = Model.sequential(seed(1), input(Shape.ANY, 2), named("mine", gru(4))).stream();
        one.next(1, 2);
        other.states(one.states());
        assertThatThrownBy(() -> other.next(3, 4)).isInstanceOf(RondoException.class)
                .hasMessageContaining("of layers [gru], hold none for [mine]");
    }

    record Sum() implements Merging {
        @Override
        public Shape output(List<Shape> inputs) { return inputs.getFirst(); }

        @Override
        public Signal merge(List<Signal> in, Pass pass) {
            return Signal.of(Ops.plus(in.get(0).tensor(), Ops.expandDims(in.get(1).tensor(), 1)));
        }

        @Override
        public Streaming streaming() { return Streaming.eachStep(); }
    }

    private static void refused(String why, Layer... layers) {
        assertThatThrownBy(() -> Model.sequential(layers).stream()).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("stream: ").hasMessageContaining(why);
    }

    @Test
    void stepsThatDoNotFit() {
        var stream = Model.sequential(input(Shape.ANY, 2), lstm(4)).stream();
        assertThatThrownBy(() -> stream.next(1, 2, 3)).hasMessageContaining("[?, 2], got [1, 3]");
        stream.next(Tensor.zeros(3, 2));
        assertThatThrownBy(() -> stream.next(1, 2)).hasMessageContaining("3 sequences run side by side");
    }
}

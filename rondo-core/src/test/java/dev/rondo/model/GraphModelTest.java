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
import static dev.rondo.layer.Layers.shared;
import static dev.rondo.layer.Layers.timeDistributed;
import static dev.rondo.layer.Layers.unembedding;
import static dev.rondo.model.Seed.seed;
import static dev.rondo.nn.Activation.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.contract.Draw;
import dev.rondo.contract.GradientCheck;
import dev.rondo.file.RondoFile;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Graph.Vertex;
import dev.rondo.layer.Merging;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that are more than a stack.
class GraphModelTest {
    @TempDir
    Path dir;

    /// `a − b`
    record Difference() implements Merging {
        @Override
        public Shape output(List<Shape> inputs) { return inputs.getFirst(); }

        @Override
        public Signal merge(List<Signal> inputs, Pass pass) {
            return Signal.of(Ops.minus(inputs.get(0).tensor(), inputs.get(1).tensor()));
        }
    }

    private static GraphModel twins() {
        var left = input(Shape.ANY).symbol("left");
        var right = input(Shape.ANY).symbol("right");
        var encoder = shared(chain(embedding(20, 4).maskZero(), lstm(3)));
        return Model.graph(seed(1), List.of(left, right),
                List.of(dense(1).on(new Difference().on(encoder.on(left), encoder.on(right)))));
    }

    @Test
    void sharedBlocksHaveOneSetOfWeights() {
        var model = twins();
        assertThat(model.weights().asMap().keySet()).containsExactly("sequential/embedding/embeddings",
                "sequential/lstm/kernel", "sequential/lstm/recurrent_kernel", "sequential/lstm/bias", "dense/kernel",
                "dense/bias");
        var ids = Draw.ids("ids", 20, 3, 5);
        assertThat(model.predict(List.of(ids, ids)).getFirst().data()).containsOnly(0);
        var other = Draw.ids("other", 20, 3, 5);
        var there = model.predict(List.of(ids, other)).getFirst().data();
        var back = model.predict(List.of(other, ids)).getFirst().data();
        for (int i = 0; i < 3; i++) assertThat(there[i]).isNotZero().isEqualTo(-back[i]);
    }

    @Test
    void gradientsOfSharedBlocksAddUp() {
        var model = twins();
        GradientCheck.check("twins", model.weights(), pass -> List.of(model.call(
                List.of(Signal.of(Draw.ids("ids", 20, 3, 5)), Signal.of(Draw.ids("other", 20, 3, 4))), pass).getFirst()
                .tensor()));
    }

    @Test
    void savedAndLoaded() {
        var model = twins();
        RondoFile.save(twoHeads(), dir.resolve("named.rondo"));
        assertThat(RondoFile.load(dir.resolve("named.rondo")).model().outputNames()).containsExactly("class", "size");
        var path = dir.resolve("twins.rondo");
        RondoFile.save(twoHeads(), path);
        assertThatThrownBy(() -> {
            RondoFile.save(model, path);
            RondoFile.load(path);
        }).isInstanceOf(RondoException.class).hasMessageContaining("Difference");
        RondoFile.save(model, path);
        var loaded = RondoFile.load(path, Difference.class).model();
        var xs = List.of(Draw.ids("ids", 20, 3, 5), Draw.ids("other", 20, 3, 5));
        assertThat(loaded.predict(xs).getFirst().data()).isEqualTo(model.predict(xs).getFirst().data());
        assertThat(loaded.summary()).isEqualTo(model.summary());
    }

    private static GraphModel twoHeads() {
        var x = input(4, 3).symbol();
        var h = gru(5).on(x);
        return Model.graph(seed(2), List.of(x),
                List.of(named("class", dense(2, SOFTMAX)).on(h),
                        named("size", dense(1)).on(h)));
    }

    @Test
    void tiedWeights() {
        var ids = input(Shape.ANY).symbol();
        var table = shared(embedding(11, 4));
        var model = Model.graph(seed(3), ids, table.view(unembedding(11), lstm(4).sequences().on(table.on(ids))));
        assertThat(model.outputShape()).isEqualTo(Shape.of(Shape.ANY, Shape.ANY, 11));
        assertThat(model.weights().asMap().keySet()).contains("embedding/embeddings").hasSize(4);
        GradientCheck.check("tied", model.weights(),
                pass -> List.of(model.call(Signal.of(Draw.ids("ids", 11, 2, 3)), pass).tensor()));
    }

    @Test
    void aModelAsAPartStartsFromItsWeights() {
        var encoder = Model.sequential(seed(4), input(5, 3), lstm(6));
        var x = input(5, 3).symbol();
        var whole = Model.graph(seed(5), x, named("encoder", encoder.asLayer()).on(x));
        var data = Draw.normal("x", 2, 5, 3);
        assertThat(whole.predict(data).data()).isEqualTo(encoder.predict(data).data());
        assertThat(whole.weights().asMap().keySet()).allMatch(n -> n.startsWith("encoder/lstm/"));
        var stacked = Model.sequential(seed(6), input(5, 3), encoder.asLayer(), dense(2));
        RondoFile.save(stacked, dir.resolve("stacked.rondo"));
        assertThat(RondoFile.load(dir.resolve("stacked.rondo")).model().predict(data).data())
                .isEqualTo(stacked.predict(data).data());
        assertThatThrownBy(twoHeads()::asLayer).hasMessageContaining("2 outputs").hasMessageContaining("asBlock");
    }

    @Test
    void aGraphStandsInAStack() {
        var x = input(5, 3).symbol();
        var graph = Model.graph(seed(4), x, lstm(6).on(x));
        var stacked = Model.sequential(seed(6), input(5, 3), graph.asLayer(), dense(2));
        var data = Draw.normal("x", 2, 5, 3);
        RondoFile.save(stacked, dir.resolve("graph.rondo"));
        var loaded = RondoFile.load(dir.resolve("graph.rondo")).model();
        assertThat(loaded.predict(data).data()).isEqualTo(stacked.predict(data).data());
        assertThat(loaded.summary()).isEqualTo(stacked.summary());
        var perStep = Model.sequential(seed(7), input(2, 5, 3), timeDistributed(graph.asLayer()), gru(2));
        assertThat(perStep.predict(Draw.normal("x", 4, 2, 5, 3)).shape()).isEqualTo(Shape.of(4, 2));
    }

    /// A model of several inputs and outputs, frozen, twice within another one.
    @Test
    void aGraphOfSeveralInputsIsAPart() {
        var a = input(4, 3).symbol("a");
        var b = input(2).symbol("b");
        var part = Model.graph(seed(4), List.of(a, b),
                List.of(named("h", lstm(2)).on(a), named("z", dense(2)).on(b)));
        var x = input(4, 3).symbol("x");
        var y = input(2).symbol("y");
        var twice = shared(named("part", part.asBlock().frozen()));
        var first = twice.on(List.of(x, y));
        var second = twice.on(List.of(x, first.get(0)));
        var model = Model.graph(seed(5), List.of(x, y),
                List.of(first.get(1), second.get(1), dense(1).on(second.get(0))));
        assertThat(model.outputNames()).containsExactly("part", "part_1", "dense");
        assertThat(model.weights().trainedCount()).isEqualTo(3);
        var xs = List.of(Draw.normal("x", 3, 4, 3), Draw.normal("y", 3, 2));
        RondoFile.save(model, dir.resolve("parts.rondo"));
        var loaded = RondoFile.load(dir.resolve("parts.rondo")).model();
        assertThat(loaded.weights().trainedCount()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(loaded.predict(xs).get(i).data()).isEqualTo(model.predict(xs).get(i).data());
        }
        assertThat(model.predict(xs).getFirst().data()).isEqualTo(part.predict(xs).get(1).data());
    }

    @Test
    void statesGoFromEncoderToDecoder() {
        var x = input(4, 3).symbol();
        var y = input(6, 2).symbol();
        var encoded = lstm(5).withStates().on(List.of(x));
        var decoded = lstm(5).sequences().withInitialState().on(y, encoded.get(1), encoded.get(2));
        var model = Model.graph(seed(7), List.of(x, y), List.of(decoded));
        var a = Draw.normal("a", 2, 4, 3);
        var b = Draw.normal("b", 2, 6, 2);

        var pass = Pass.inference(model.weights(), Machine.single());
        var states = lstm(5).run(Signal.of(a), List.of(), pass.in("lstm")).states();
        var expected = lstm(5).run(Signal.of(b), states, pass.in("lstm_1")).sequence();
        assertThat(model.predict(List.of(a, b)).getFirst().data()).isEqualTo(expected.data());
        GradientCheck.check("encoder and decoder", model.weights(),
                p -> List.of(model.call(List.of(Signal.of(a), Signal.of(b)), p).getFirst().tensor()));
    }

    @Test
    void bothDirectionsGiveTheirStates() {
        var x = input(4, 3).symbol();
        var all = bidirectional(lstm(2).sequences()).withStates().on(List.of(x));
        assertThat(all).hasSize(5);
        assertThat(all.getFirst().shape()).isEqualTo(Shape.of(Shape.ANY, 4, 4));
        assertThatThrownBy(() -> bidirectional(lstm(2)).withStates().on(List.of(x, x)))
                .hasMessageContaining("4 initial states");
    }

    /// A block that is used twice drops other numbers each time, as two calls of a Keras layer do.
    @Test
    void eachUseHasRandomnessOfItsOwn() {
        var x = input(50).symbol();
        var drop = shared(dropout(0.5));
        var model = Model.graph(seed(8), List.of(x), List.of(drop.on(x), drop.on(x)));
        var pass = Pass.training(model.weights(), Machine.single(), Key.of(9));
        var ones = Tensor.of(Shape.of(1, 50), new float[50]);
        Arrays.fill(ones.data(), 1);
        var out = model.call(List.of(Signal.of(pass.input(ones))), pass);
        assertThat(out.get(0).tensor().data()).isNotEqualTo(out.get(1).tensor().data());
    }

    /// The same of a block within a model that is itself used twice.
    @Test
    void eachUseOfEachUseHasRandomnessOfItsOwn() {
        var x = input(50).symbol();
        var drop = shared(dropout(0.5));
        var inner = shared(Model.graph(List.of(x), List.of(drop.on(x), drop.on(x))).asBlock());
        var y = input(50).symbol();
        var outs = new ArrayList<>(inner.on(List.of(y)));
        outs.addAll(inner.on(List.of(y)));
        var model = Model.graph(seed(8), List.of(y), outs);
        var pass = Pass.training(model.weights(), Machine.single(), Key.of(9));
        var ones = Tensor.zeros(1, 50);
        Arrays.fill(ones.data(), 1);
        var seen = new HashSet<String>();
        for (var out : model.call(List.of(Signal.of(pass.input(ones))), pass)) {
            seen.add(Arrays.toString(out.tensor().data()));
        }
        assertThat(seen).hasSize(4);
    }

    /// As in Keras: a stateful layer goes on from its last call, whoever called it.
    @Test
    void eachUseOfAStatefulLayerGoesOn() {
        var x = input(4, 3).batch(2).symbol();
        var layer = shared(lstm(5).keepState());
        var model = Model.graph(seed(9), List.of(x), List.of(layer.on(x), layer.on(x)));
        var alone = Model.sequential(seed(9), input(4, 3).batch(2), lstm(5).keepState());
        var data = Draw.normal("x", 2, 4, 3);
        for (int i = 0; i < 2; i++) {
            for (var out : model.predict(List.of(data))) {
                assertThat(out.data()).isEqualTo(alone.predict(data).data());
            }
        }
    }

    @Test
    void namesThatWereGivenStay() {
        var x = input(4, 3).symbol();
        var h = lstm(2).sequences().on(lstm(2).sequences().on(x));
        assertThat(Model.graph(x, named("lstm_1", lstm(2)).on(h)).structure().vertices()).extracting(Vertex::name)
                .containsExactly("input_layer", "lstm", "lstm_2", "lstm_1");
        assertThat(Model.sequential(dense(1), named("dense", dense(2)), dense(3)).names()).containsExactly("dense_1",
                "dense", "dense_2");
        assertThatThrownBy(() -> Model.graph(x, named("a", dense(2)).on(named("a", dense(2)).frozen().on(x))))
                .hasMessageContaining("graph: two blocks are named \"a\"");
        assertThatThrownBy(() -> Model.sequential(named("a", dense(2)), named("a", dense(2))))
                .hasMessageContaining("sequential: two blocks are named \"a\"");
    }

    @Test
    void errorsSayWhatIsMissing() {
        var x = input(3).symbol("x");
        var y = input(3).symbol("y");
        var z = new Difference().on(x, y);
        assertThatThrownBy(() -> Model.graph(x, z)).isInstanceOf(RondoException.class).hasMessageContaining("\"y\"");
        assertThatThrownBy(() -> Model.graph(List.of(x, x), List.of(x))).hasMessageContaining("twice");
        assertThatThrownBy(() -> dense(2).on(input(Shape.ANY).symbol())).hasMessageContaining("must be known");
        var model = Model.graph(List.of(x, y), List.of(z));
        assertThatThrownBy(() -> model.predict(Draw.normal("x", 2, 3))).hasMessageContaining("2 inputs, [x, y]");
        assertThat(model.predict(List.of(Draw.normal("a", 2, 3), Draw.normal("a", 2, 3))).getFirst().at(0, 0))
                .isCloseTo(0, within(1e-9f));
    }
}

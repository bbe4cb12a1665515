package dev.rondo.cell;

import static dev.rondo.op.Ops.drop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.contract.Draw;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Layers;
import dev.rondo.layer.Rnn;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which numbers a cell drops: the rules of Keras's `dropout_rnn_cell.py`.
class DropsTest {
    private static final int UNITS = 4;
    private static final Tensor X = Draw.normal("x", 3, 6, 5);

    private static Weights weights(Cell cell) {
        return Draw.weights(cell.weights(5), 0.4, Map.of());
    }

    private static float[] trained(Cell cell, Tensor x, Key key) {
        var pass = Pass.training(weights(cell), Machine.single(), key);
        return new Rnn(cell).sequences().call(Signal.of(pass.input(x)), pass).tensor().data();
    }

    /// One mask of x for all gates and all steps: as if the same features of each sequence were missing throughout.
    @Test
    void inputsOfASequenceAreDroppedAlike() {
        var key = Key.of(5);
        var steps = new ArrayList<Tensor>();
        for (int t = 0; t < 6; t++) steps.add(drop(0.5f, key.in("dropout"), Ops.at(X, 1, t)));
        var dropped = Ops.stack(1, steps);
        for (var cell : List.of(new Lstm(UNITS), new Gru(UNITS), new SimpleRnn(UNITS))) {
            var with = switch (cell) {
                case Lstm l -> l.dropout(0.5);
                case Gru g -> g.dropout(0.5);
                case SimpleRnn r -> r.dropout(0.5);
                default -> cell;
            };
            assertThat(trained(with, X, key)).usingComparatorWithPrecision(1e-5f)
                    .containsExactly(trained(cell, dropped, key));
            assertThat(trained(with, X, key)).isNotEqualTo(trained(cell, X, key));
        }
    }

    /// With a recurrent rate each gate has masks of its own, for x as for h; h that is carried on is whole.
    @Test
    void gatesHaveMasksOfTheirOwnWhenTheStateIsDropped() {
        var cell = new Gru(UNITS).dropout(0.5).recurrentDropout(0.5);
        var key = Key.of(6);
        var masks = new HashSet<List<Float>>();
        for (int gate = 0; gate < 3; gate++) {
            masks.add(list(drop(0.5f, key.in("recurrent_dropout_" + gate), Draw.normal("h", 3, UNITS))));
        }
        assertThat(masks).hasSize(3);

        var w = weights(cell);
        var h = Tensor.zeros(3, UNITS);
        var out = new ArrayList<Tensor>();
        for (int t = 0; t < 6; t++) {
            var z = new Tensor[3];
            var r = new Tensor[3];
            for (int gate = 0; gate < 3; gate++) {
                z[gate] = Ops.plus(Ops.linear(drop(0.5f, key.in("dropout_" + gate), Ops.at(X, 1, t)),
                        Ops.part(w.get("kernel"), gate, 3)), Ops.part(Ops.at(w.get("bias"), 0, 0), gate, 3));
                r[gate] = Ops.plus(Ops.linear(drop(0.5f, key.in("recurrent_dropout_" + gate), h),
                        Ops.part(w.get("recurrent_kernel"), gate, 3)), Ops.part(Ops.at(w.get("bias"), 0, 1), gate, 3));
            }
            var update = Ops.sigmoid(Ops.plus(z[0], r[0]));
            var candidate = Ops.tanh(Ops.plus(z[2], Ops.times(Ops.sigmoid(Ops.plus(z[1], r[1])), r[2])));
            h = Ops.plus(Ops.times(update, h), Ops.times(Ops.oneMinus(update), candidate));
            out.add(h);
        }
        var expected = Ops.stack(1, out).data();
        var found = trained(cell, X, key);
        for (int i = 0; i < found.length; i++) assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
    }

    /// In a convolutional LSTM each gate has a mask of its own, the same at all steps; with weights that only one gate has,
    /// the film might as well miss what that gate does not see.
    @Test
    void convolutionsDropByGateToo() {
        var film = Draw.normal("film", 2, 3, 4, 5);
        var layer = Layers.convLstm1d(2, 2).sequences();
        var w = Draw.weights(layer.weights(film.shape()), 0.4, Map.of());
        var kernel = w.get("kernel");
        for (int i = 0; i < kernel.data().length; i++) if (i % 8 / 2 != 2) kernel.data()[i] = 0; // but the candidate
        var key = Key.of(7);
        var pass = Pass.training(w, Machine.single(), key);
        var found = layer.dropout(0.5).call(Signal.of(pass.input(film)), pass).tensor().data();
        var frames = new ArrayList<Tensor>();
        for (int t = 0; t < 3; t++) frames.add(drop(0.5f, key.in("dropout_2"), Ops.at(film, 1, t)));
        var plain = Pass.training(w, Machine.single(), key);
        var expected = layer.call(Signal.of(plain.input(Ops.stack(1, frames))), plain).tensor().data();
        for (int i = 0; i < found.length; i++) assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
        var dropped = Pass.training(w, Machine.single(), key);
        assertThat(layer.recurrentDropout(0.5).call(Signal.of(dropped.input(film)), dropped).tensor().data())
                .isNotEqualTo(layer.call(Signal.of(plain.input(film)), plain).tensor().data());
    }

    @Test
    void nothingIsDroppedInInference() {
        var cell = new Lstm(UNITS).dropout(0.5).recurrentDropout(0.5);
        var pass = Pass.inference(weights(cell), Machine.single());
        var plain = Pass.inference(weights(cell), Machine.single());
        assertThat(new Rnn(cell).call(Signal.of(X), pass).tensor().data())
                .isEqualTo(new Rnn(new Lstm(UNITS)).call(Signal.of(X), plain).tensor().data());
    }

    private static List<Float> list(Tensor t) {
        var list = new ArrayList<Float>();
        for (float v : t.data()) list.add(v == 0 ? 0f : 1f);
        return list;
    }
}

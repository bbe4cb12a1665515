package dev.rondo.train;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.rnn;
import static dev.rondo.layer.Layers.batchNormalization;
import static dev.rondo.cell.Cells.lstmCell;
import static dev.rondo.model.Seed.seed;
import static dev.rondo.nn.Activation.SOFTMAX;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.classWeights;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.stepsPerEpoch;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.Fitting.validationFreq;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.callback.Callbacks.onEpochEnd;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.DivergedException;
import dev.rondo.RondoException;
import dev.rondo.contract.Draw;
import dev.rondo.data.Batch;
import dev.rondo.data.Dataset;
import dev.rondo.data.Order;
import dev.rondo.layer.Rnn;
import dev.rondo.model.Model;
import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.callback.FitOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Steps that are taken one by one, and epochs of so many steps.
class OwnLoopTest {
    private static final Tensor X = Draw.normal("own x", 11, 5, 3);
    private static final Tensor Y = Tensor.vector(0, 1, 2, 1, 0, 2, 2, 1, 0, 0, 1);
    private static final Dataset DATA = Dataset.of(X, Y);
    private static final Map<Integer, Double> WEIGHTS = Map.of(0, 2.0, 2, 0.5);

    private static Training training() { return of(rnn(lstmCell(4).dropout(0.2)).keepState()); }

    private static Training forgetful() { return of(rnn(lstmCell(4).dropout(0.2))); }

    private static Training of(Rnn lstm) {
        var model = Model.sequential(seed(7), input(5, 3), lstm, dropout(0.3), batchNormalization(),
                dense(3, SOFTMAX));
        return Training.compile(model, adam(0.01), sparseCategoricalCrossentropy(), accuracy());
    }

    private static void same(Training a, Training b) {
        assertThat(a.model().weights().asMap().keySet()).isEqualTo(b.model().weights().asMap().keySet());
        a.model().weights().asMap().forEach((name, w) -> assertThat(w.data()).as(name)
                .isEqualTo(b.model().weights().get(name).data()));
    }

    private static Batch first(int n) { return DATA.batch(IntStream.range(0, n).toArray()); }

    @Test
    void anEpochByHandIsAnEpochOfFit() {
        var fitted = forgetful();
        var hand = forgetful();
        var history = fitted.fit(DATA, batchSize(4), shuffle(false), classWeights(WEIGHTS), verbose(0));
        double loss = 0;
        for (var rows : Order.asGiven(DATA.size(), 4)) {
            loss += hand.trainOnBatch(DATA.batch(rows), WEIGHTS).loss() * rows.length;
        }
        assertThat(loss / DATA.size()).isEqualTo(history.last("loss"));
        same(fitted, hand);
    }

    @Test
    void whatFollowsAnEpochByHandHasOtherRandomNumbers() {
        var fitted = forgetful();
        fitted.fit(DATA, batchSize(4), shuffle(false), verbose(0));
        fitted.fit(DATA, batchSize(4), shuffle(false), verbose(0));
        var hand = forgetful();
        for (var rows : Order.asGiven(DATA.size(), 4)) hand.trainOnBatch(DATA.batch(rows));
        hand.fit(DATA, batchSize(4), shuffle(false), verbose(0));
        same(fitted, hand);
    }

    @Test
    void statesGoOnFromBatchToBatch() {
        var fitted = training();
        fitted.fit(DATA.take(8), batchSize(4), shuffle(false), verbose(0));
        var hand = training();
        for (var rows : Order.asGiven(8, 4)) hand.trainOnBatch(DATA.batch(rows));
        same(fitted, hand);
        assertThat(hand.model().states()).usingRecursiveComparison().isEqualTo(fitted.model().states());
    }

    @Test
    void aBatchIsJudgedAsAllData() {
        var t = forgetful();
        t.trainOnBatch(first(4));
        var before = t.model().weights().copy();
        assertThat(t.testOnBatch(first(11))).isEqualTo(t.evaluate(DATA));
        assertThat(t.testOnBatch(first(3)).values().keySet()).containsExactly("accuracy", "loss");
        assertThat(t.predictOnBatch(first(11)).data()).isEqualTo(t.model().predict(X).data());
        t.model().weights().asMap().forEach((name, w) -> assertThat(w.data()).as(name)
                .isEqualTo(before.get(name).data()));
    }

    private static boolean[][] threeOfFive() {
        var rows = new boolean[11][];
        Arrays.fill(rows, new boolean[]{true, true, true, false, false});
        return rows;
    }

    @Test
    void aModelIsBuiltForTheFirstBatch() {
        var t = Training.compile(Model.sequential(lstm(2), dense(3, SOFTMAX)), adam(), sparseCategoricalCrossentropy());
        t.trainOnBatch(new Batch(X, Mask.of(threeOfFive()), Y, Optional.empty()));
        assertThat(t.model().inputShape().toString()).isEqualTo("[?, ?, 3]");
    }

    @Test
    void whatIsNoStepIsRefused() {
        assertThatThrownBy(() -> Training.compile(Model.sequential(dense(3)), adam(), sparseCategoricalCrossentropy())
                .testOnBatch(first(2))).isInstanceOf(RondoException.class).hasMessageContaining("testOnBatch")
                .hasMessageContaining("no weights yet");
        var t = forgetful();
        var bad = new Batch(Draw.normal("other", 2, 5, 4), Mask.none(), Tensor.vector(0, 1), Optional.empty());
        assertThatThrownBy(() -> t.trainOnBatch(bad)).isInstanceOf(RondoException.class)
                .hasMessageContaining("[?, 5, 4]");
        assertThatThrownBy(() -> t.trainOnBatch(first(2), Map.of(1, -1.0))).isInstanceOf(RondoException.class)
                .hasMessageContaining("not negative");
        t.model().weights().get("dense/kernel").data()[0] = Float.NaN;
        var before = t.model().weights().copy();
        assertThatThrownBy(() -> t.trainOnBatch(first(2))).isInstanceOf(DivergedException.class)
                .hasMessageContaining("trainOnBatch: the loss is NaN");
        assertThat(t.model().weights().get("lstm/kernel").data()).isEqualTo(before.get("lstm/kernel").data());
    }

    // ---- epochs of so many steps

    private static List<String> losses(Training t, FitOption... more) {
        var seen = new ArrayList<String>();
        var options = new ArrayList<>(List.of(more));
        options.add(verbose(0));
        options.add(batchSize(4));
        options.add(onEpochEnd((epoch, logs) -> seen.add(epoch + ": " + logs.get("loss"))));
        t.fit(DATA, options.toArray(FitOption[]::new));
        return seen;
    }

    @Test
    void epochsOfAllStepsAreEpochs() {
        var whole = forgetful();
        var counted = forgetful();
        assertThat(losses(counted, epochs(3), stepsPerEpoch(3))).isEqualTo(losses(whole, epochs(3)));
        same(whole, counted);
    }

    @Test
    void theDataGoesOnOverEpochs() {
        // three batches a round: 0 1 | 2 0' | 1' 2'
        var rounds = new Rounds(2, round -> Order.shuffled(11, 4, Key.of(3).in(round)));
        var all = new ArrayList<int[]>();
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(rounds.of(epoch)).hasSize(2);
        }
        var again = new Rounds(2, round -> Order.shuffled(11, 4, Key.of(3).in(round)));
        for (int epoch = 0; epoch < 6; epoch++) all.addAll(again.of(epoch));
        for (int round = 0; round < 4; round++) {
            var seen = new TreeSet<Integer>();
            for (var rows : all.subList(3 * round, 3 * round + 3)) for (int row : rows) seen.add(row);
            assertThat(seen).as("round %d", round).hasSize(11);
        }
        // more steps than batches, and a beginning in the middle
        var long7 = new Rounds(7, round -> Order.asGiven(11, 4));
        assertThat(long7.of(5)).extracting(rows -> rows[0]).containsExactly(8, 0, 4, 8, 0, 4, 8);
    }

    @Test
    void validationComesAfterTheseEpochs() {
        var history = forgetful().fit(DATA, epochs(5), validation(DATA), validationFreq(List.of(1, 4)), verbose(0));
        assertThat(history.values("val_loss")).hasSize(2);
        assertThatThrownBy(() -> validationFreq(List.of())).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> validationFreq(List.of(0))).isInstanceOf(RondoException.class)
                .hasMessageContaining("at least 1, got 0");
        assertThatThrownBy(() -> stepsPerEpoch(0)).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> forgetful().fit(DATA, validationFreq(List.of(1)), verbose(0)))
                .isInstanceOf(RondoException.class).hasMessageContaining("not with what");
    }
}

package dev.rondo.train;

import static dev.rondo.cell.Cells.gruCell;
import static dev.rondo.cell.Cells.lstmCell;
import static dev.rondo.cell.Cells.stacked;
import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.flatten;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.layer.Layers.rnn;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.nn.Activation.SIGMOID;
import static dev.rondo.nn.Activation.SOFTMAX;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.bucketByLength;
import static dev.rondo.train.Fitting.classWeights;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.initialEpoch;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.Fitting.validationBatchSize;
import static dev.rondo.train.Fitting.validationFreq;
import static dev.rondo.train.Fitting.validationSplit;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.Objective.objective;
import static dev.rondo.train.callback.Callbacks.csvHistory;
import static dev.rondo.train.callback.Callbacks.earlyStopping;
import static dev.rondo.train.callback.Callbacks.reduceLrOnPlateau;
import static dev.rondo.train.callback.Callbacks.terminateOnNaN;
import static dev.rondo.train.loss.Losses.binaryCrossentropy;
import static dev.rondo.train.loss.Losses.meanSquaredError;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.metric.Metrics.f1;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static dev.rondo.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.DivergedException;
import dev.rondo.RondoException;
import dev.rondo.StorageException;
import dev.rondo.contract.Draw;
import dev.rondo.data.Dataset;
import dev.rondo.data.Examples;
import dev.rondo.file.Checkpoint;
import dev.rondo.file.RondoFile;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Merge;
import dev.rondo.model.Model;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.callback.FitOption;
import dev.rondo.train.metric.Average;
import dev.rondo.train.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What `fit`, `evaluate` and `predict` do with what they are asked for, in real trainings of tiny models.
class TrainingTest {
    private static final FitOption QUIET = verbose(0);

    /// Whether the steps add up to more than 0: easy to learn.
    private static Examples sums(int n) {
        var x = Draw.normal("sums", n, 4, 1);
        var y = new float[n];
        for (int i = 0; i < n; i++) {
            float sum = 0;
            for (int t = 0; t < 4; t++) sum += x.data()[i * 4 + t];
            y[i] = sum > 0 ? 1 : 0;
        }
        return Dataset.of(x, Tensor.vector(y));
    }

    private static Training training(double rate, Layer... layers) {
        return Training.compile(Model.sequential(layers), adam(rate), sparseCategoricalCrossentropy(), accuracy());
    }

    private static Training training() { return training(0.02, input(4, 1), lstm(4), dense(2, SOFTMAX)); }

    private static float[] weights(Training t) {
        var all = t.model().weights().asMap().values();
        var flat = new float[(int) t.model().weights().count()];
        int at = 0;
        for (var w : all) {
            System.arraycopy(w.data(), 0, flat, at, w.data().length);
            at += w.data().length;
        }
        return flat;
    }

    /// A forgotten option must not cost an epoch.
    @Test
    void whatNeedsValidationDataSaysSoBeforeTheFirstStep() {
        var t = training();
        t.fit(sums(6), epochs(1), QUIET);
        float[] before = weights(t);
        for (var callback : List.<FitOption>of(earlyStopping("val_loss"), reduceLrOnPlateau("val_loss"),
                new Checkpoint(Path.of("none.rondo"), t.model()).saveBestOnly("val_loss"))) {
            assertThatThrownBy(() -> t.fit(sums(6), callback, QUIET)).isInstanceOf(RondoException.class)
                    .hasMessageContaining("\"val_loss\" is not in the logs without validation data");
        }
        assertThat(weights(t)).isEqualTo(before);
    }

    @Test
    void learns() {
        var t = training();
        var history = t.fit(sums(64), epochs(30), batchSize(8), validationSplit(0.25), QUIET);
        assertThat(history.epochs()).hasSize(30);
        assertThat(history.names()).containsExactly("accuracy", "loss", "val_accuracy", "val_loss");
        assertThat(history.last("val_accuracy")).isGreaterThan(0.8);
        var judged = t.evaluate(sums(64).slice(48, 64));
        assertThat(judged.loss()).isCloseTo(history.last("val_loss"), within(1e-6));
    }

    /// Each number of a metric is an entry of the logs, which callbacks watch and histories keep.
    @Test
    void eachOfSeveralNumbersIsLoggedAndWatched(@TempDir Path folder) throws IOException {
        var model = Model.sequential(input(4, 1), lstm(3), dense(2, SOFTMAX));
        var t = Training.compile(model, adam(0.02), sparseCategoricalCrossentropy(), f1().classes("no", "yes"),
                f1(Average.MACRO));
        var file = folder.resolve("history.csv");
        var history = t.fit(sums(32), epochs(3), batchSize(8), validationSplit(0.25), QUIET,
                earlyStopping("val_f1_score_yes").patience(9), csvHistory(file));
        assertThat(history.names()).containsExactly("f1_score", "f1_score_no", "f1_score_yes", "loss", "val_f1_score",
                "val_f1_score_no", "val_f1_score_yes", "val_loss");
        assertThat(history.best("val_f1_score_yes").value())
                .isEqualTo(history.values("val_f1_score_yes").stream().mapToDouble(v -> v).max().orElseThrow());
        assertThat(Files.readString(file)).contains("f1_score_yes");
        var judged = t.evaluate(sums(32));
        assertThat((judged.get("f1_score_no") + judged.get("f1_score_yes")) / 2).isCloseTo(judged.get("f1_score"),
                within(1e-9));
    }

    @Test
    void twoNumbersOfOneNameAreRefused() {
        var model = Model.sequential(input(4, 1), lstm(3), dense(2, SOFTMAX));
        var loss = sparseCategoricalCrossentropy();
        assertThatThrownBy(() -> Training.compile(model, adam(), loss, f1(), f1()))
                .hasMessageContaining("two entries of the logs are called \"f1_score_…\"");
        assertThatThrownBy(
                () -> Training.compile(model, adam(), objective(loss).weightedMetrics(accuracy(), accuracy())))
                .hasMessageContaining("two entries of the logs are called \"accuracy\"");
        var t = Training.compile(model, adam(), loss, f1(), accuracy().named("f1_score_0"));
        assertThatThrownBy(() -> t.fit(sums(8), epochs(1), QUIET))
                .hasMessageContaining("two entries of the logs are called \"f1_score_0\"");
    }

    /// Of several outputs, weights count in the metrics that were asked for with them.
    @Test
    void weightedMetricsOfSeveralOutputs() {
        var x = input(2).symbol("x");
        var model = Model.graph(List.of(x),
                List.of(named("a", dense(1, SIGMOID)).on(x), named("b", dense(1, SIGMOID)).on(x)));
        var t = Training.compile(model, adam(),
                objective("a", binaryCrossentropy()).metrics(accuracy()).weightedMetrics(accuracy()),
                objective("b", binaryCrossentropy()).weightedMetrics(accuracy()));
        model.build(List.of(Shape.of(Shape.ANY, 2)));
        var y = Tensor.of(Shape.of(4, 1), 1, 0, 1, 0);
        var w = Tensor.vector(1, 0, 3, 0);
        var data = Dataset.of(List.of(Draw.normal("x", 4, 2)), List.of(y, y)).weights(0, w);
        var judged = t.evaluate(data);
        assertThat(judged.values()).containsOnlyKeys("a_accuracy", "a_loss", "a_weighted_accuracy", "b_accuracy",
                "b_loss", "loss");
        assertThat(t.metrics()).extracting(Metric::name).containsExactly("a_accuracy", "a_weighted_accuracy",
                "b_accuracy");
        var p = t.predictAll(data, 4).getFirst().data();
        double right = (p[0] > .5 ? 1 : 0) + 3 * (p[2] > .5 ? 1 : 0);
        assertThat(judged.get("a_weighted_accuracy")).isEqualTo(right / 4);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        FitOption[] options = {epochs(3), batchSize(8), QUIET};
        var one = training();
        var two = training();
        var still = training();
        one.fit(sums(32), options);
        two.fit(sums(32), options);
        still.fit(sums(32), epochs(3), batchSize(8), shuffle(false), QUIET);
        assertThat(weights(one)).isEqualTo(weights(two));
        assertThat(weights(still)).as("shuffling matters").isNotEqualTo(weights(one));
    }

    @Test
    void trainingGoesOnWhereItEnded() {
        var whole = training();
        whole.fit(sums(32), epochs(4), QUIET);
        var halves = training();
        halves.fit(sums(32), epochs(2), QUIET);
        var second = halves.fit(sums(32), initialEpoch(2), epochs(4), QUIET);
        assertThat(second.epochs()).extracting(e -> e.epoch()).containsExactly(2, 3);
        assertThat(weights(halves)).isEqualTo(weights(whole));
    }

    @Test
    void theSplitIsTheLastPartAndIsNeverTrainedOn() {
        var given = training();
        given.fit(sums(40).slice(0, 30), epochs(2), validation(sums(40).slice(30, 40)), QUIET);
        var split = training();
        split.fit(sums(40), epochs(2), validationSplit(0.25), QUIET);
        assertThat(weights(split)).isEqualTo(weights(given));
    }

    @Test
    void aWeightIsAsGoodAsACopy() {
        var data = sums(6);
        var twice = new int[]{0, 0, 0, 1, 2, 3, 4, 5};
        var copied = sgdTraining();
        copied.fit(rows(data, twice), batchSize(8), shuffle(false), QUIET);
        // the mean is over 6 here and over 8 there
        var weighted = sgdTraining();
        weighted.fit(data.weights(scaled(6.0f / 8, 3, 1, 1, 1, 1, 1)), batchSize(6), shuffle(false), QUIET);
        assertThat(weights(weighted)).containsExactly(weights(copied), within(1e-6f));

        var byClass = sgdTraining();
        byClass.fit(data, batchSize(6), shuffle(false), classWeights(Map.of(0, 0.5, 1, 2.0)), QUIET);
        var bySample = sgdTraining();
        var w = new float[6];
        for (int i = 0; i < 6; i++) w[i] = data.y().data()[i] == 0 ? 0.5f : 2;
        bySample.fit(data.weights(Tensor.vector(w)), batchSize(6), shuffle(false), QUIET);
        assertThat(weights(byClass)).isEqualTo(weights(bySample));
    }

    private static Training sgdTraining() {
        return Training.compile(Model.sequential(input(4, 1), lstm(4), dense(2, SOFTMAX)), sgd(0.5),
                sparseCategoricalCrossentropy());
    }

    private static Tensor scaled(float by, float... x) {
        for (int i = 0; i < x.length; i++) x[i] *= by;
        return Tensor.vector(x);
    }

    private static Examples rows(Examples data, int[] rows) {
        var batch = data.batch(rows);
        return Dataset.of(batch.x(), batch.y());
    }

    @Test
    void anExplicitMaskHidesWhatIsUnderIt() {
        var x = Draw.normal("x", 6, 5, 2);
        var other = Tensor.of(x.shape(), x.data().clone());
        var real = new boolean[6][5];
        for (int i = 0; i < 6; i++) {
            Arrays.fill(real[i], 0, 1 + i % 4, true);
            Arrays.fill(other.data(), (i * 5 + 1 + i % 4) * 2, (i + 1) * 10, 99);
        }
        var y = Tensor.vector(0, 1, 0, 1, 0, 1);
        var one = training(0.02, input(5, 2), bidirectional(lstm(3)), dense(2, SOFTMAX));
        var two = training(0.02, input(5, 2), bidirectional(lstm(3)), dense(2, SOFTMAX));
        one.fit(Dataset.of(x, y).mask(Mask.of(real)), epochs(3), batchSize(4), QUIET);
        two.fit(Dataset.of(other, y).mask(Mask.of(real)), epochs(3), batchSize(4), QUIET);
        assertThat(weights(two)).isEqualTo(weights(one));
    }

    @ParameterizedTest
    @EnumSource(value = Merge.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyMergeLearns(Merge merge) {
        var t = training(0.05, input(4, 1), bidirectional(lstm(4)).merge(merge), dense(2, SOFTMAX));
        assertThat(t.fit(sums(64), epochs(15), batchSize(8), QUIET).last("accuracy")).isGreaterThan(0.8);
    }

    @Test
    void stackedCellsLearn() {
        var t = training(0.05, input(4, 1), rnn(stacked(lstmCell(4), gruCell(4))), dense(2, SOFTMAX));
        assertThat(t.fit(sums(64), epochs(15), batchSize(8), QUIET).last("accuracy")).isGreaterThan(0.8);
    }

    @Test
    void stateIsCarriedThroughTrainingButJudgingStartsAnew() {
        var t = training(0.02, input(4, 1), lstm(3).keepState(), dense(2, SOFTMAX));
        t.fit(sums(16), batchSize(8), shuffle(false), QUIET);
        assertThat(t.model().states().byLayer()).containsOnlyKeys("lstm");
        var carried = t.model().states();
        assertThat(t.evaluate(sums(16), 8).loss()).isEqualTo(t.evaluate(sums(16), 8).loss());
        assertThat(t.model().states()).isSameAs(carried);
        assertThatThrownBy(() -> t.fit(sums(12), batchSize(8), QUIET)).isInstanceOf(RondoException.class)
                .hasMessageContaining("batches of one size");
    }

    @Test
    void earlyStoppingRestoresTheBest() {
        // fits noise: what is held back soon gets worse
        var noise = Dataset.of(Draw.normal("noise", 40, 4, 1), Draw.ids("coin", 2, 40));
        var t = training(0.1, input(4, 1), lstm(8), dense(2, SOFTMAX));
        var stop = earlyStopping("val_loss").patience(3).restoreBestWeights();
        var history = t.fit(noise, epochs(60), batchSize(8), validationSplit(0.5), stop, QUIET);
        assertThat(history.epochs().size()).isLessThan(60).isEqualTo(stop.bestEpoch() + 4);
        assertThat(t.evaluate(noise.slice(20, 40)).loss()).isCloseTo(history.best("val_loss").value(), within(1e-6))
                .isLessThan(history.last("val_loss"));
    }

    @Test
    void validationIsLookedAtAsOftenAsAsked(@TempDir Path folder) {
        var t = training();
        var all = training();
        var file = folder.resolve("best.rondo");
        var history = t.fit(sums(32), epochs(5), validationSplit(0.5), validationFreq(2), validationBatchSize(5),
                earlyStopping("val_loss").patience(2), reduceLrOnPlateau("val_loss").patience(1).minDelta(1000),
                new Checkpoint(file, t.model()).saveBestOnly("val_loss"), QUIET);
        var each = all.fit(sums(32), epochs(5), validationSplit(0.5), QUIET);
        assertThat(history.epochs().stream().filter(e -> e.logs().containsKey("val_loss")).map(e -> e.epoch()))
                .containsExactly(1, 3);
        assertThat(history.values("val_loss").get(0)).isCloseTo(each.values("val_loss").get(1), within(1e-6));
        assertThat(history.values("learning_rate")).as("waited for a look, not for an epoch").containsExactly(0.02,
                0.02, 0.02, 0.02, 0.002);
        assertThat(file).exists();
    }

    @Test
    void thePlateauLowersTheRate() {
        var t = training();
        var history = t.fit(sums(16), epochs(4), validationSplit(0.5),
                reduceLrOnPlateau("val_loss").patience(1).factor(0.5).minDelta(1000), QUIET);
        assertThat(history.values("learning_rate")).first().isEqualTo(0.02);
        assertThat(t.optimization().learningRate()).isLessThan(0.02);
    }

    @Test
    void checkpointAndHistoryAreWrittenAsTheTrainingGoes(@TempDir Path folder) throws IOException {
        var t = training();
        var file = folder.resolve("best.rondo");
        var csv = folder.resolve("history.csv");
        var history = t.fit(sums(32), epochs(3), validationSplit(0.25),
                new Checkpoint(file, t.model()).saveBestOnly("loss"), csvHistory(csv), QUIET);
        assertThat(history.best("loss").epoch()).isEqualTo(2);
        var saved = RondoFile.load(file).model();
        assertThat(saved.predict(sums(32).x()).data()).isEqualTo(t.model().predict(sums(32).x()).data());
        assertThat(Files.readAllLines(csv)).hasSize(4).first().isEqualTo("epoch,accuracy,loss,val_accuracy,val_loss");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, csv);
        }
    }

    @Test
    void aHistoryThatCannotBeWrittenLeavesNothing(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> training().fit(sums(8), csvHistory(folder), QUIET))
                .isInstanceOf(StorageException.class).hasMessageContaining("not a regular file");
        try (var around = Files.list(folder.toAbsolutePath().getParent())) {
            assertThat(around).doesNotContain(folder.resolveSibling(folder.getFileName() + ".tmp"));
        }
    }

    @Test
    void aLossThatIsNoNumberEndsTheTraining() {
        var x = Draw.normal("x", 8, 4, 1);
        Arrays.fill(x.data(), 3e38f);
        var huge = Dataset.of(x, Draw.normal("y", 8, 1));
        var start = weights(diverging());
        var t = diverging();
        assertThatThrownBy(() -> t.fit(huge, QUIET)).isInstanceOf(DivergedException.class)
                .hasMessageContaining("epoch 1, batch 1");
        assertThat(weights(t)).as("no weight is touched").isEqualTo(start);
        assertThat(diverging().fit(huge, epochs(5), terminateOnNaN(), QUIET).epochs()).hasSize(1);
    }

    private static Training diverging() {
        return Training.compile(Model.sequential(input(4, 1), flatten(), dense(1)), sgd(), meanSquaredError());
    }

    @Test
    void raggedSequencesInOrder() {
        var ids = IntStream.rangeClosed(1, 70).mapToObj(i -> IntStream.rangeClosed(1, 1 + i % 9).toArray()).toList();
        var data = Dataset.of(ids, ids.stream().mapToInt(s -> s.length % 2).toArray());
        var t = training(0.01, embedding(20, 3).maskZero(), lstm(4), dense(2, SOFTMAX));
        t.fit(data, epochs(2), bucketByLength(), QUIET);
        var all = t.predict(data);
        assertThat(all.shape()).isEqualTo(Shape.of(70, 2));
        for (int i : new int[]{0, 7, 33, 69}) {
            var alone = t.model().predict(Tensor.matrix(ids.subList(i, i + 1).toArray(int[][]::new)));
            assertThat(Arrays.copyOfRange(all.data(), i * 2, i * 2 + 2)).containsExactly(alone.data(), within(1e-6f));
        }
        assertThat(t.predict(data, 7).data()).containsExactly(all.data(), within(1e-6f));

        var tagger = training(0.01, embedding(20, 3).maskZero(), lstm(4).sequences());
        assertThatThrownBy(() -> tagger.predict(data, 2)).hasMessageStartingWith("predict: one batch gives [2, 3, 4]");
    }

    record Bad(String message, ThrowingCallable code) {
        @Override
        public String toString() { return message; }
    }

    static Stream<Bad> bad() {
        var data = sums(6);
        var y = data.y();
        var x5 = Dataset.of(Draw.normal("x", 6, 4, 5), y);
        var nan = Draw.normal("x", 6, 4, 1);
        nan.data()[17] = Float.NaN;
        var none = Dataset.of(Tensor.zeros(0, 4, 1), Tensor.zeros(0));
        var notYet = training(0.01, lstm(2), dense(2, SOFTMAX));
        return Stream.of(
                new Bad("evaluate: the model takes [?, 4, 1], but the data has [?, 4, 5]",
                        () -> training().evaluate(x5)),
                new Bad("fit: validation: the model takes [?, 4, 1], but the data has [?, 4, 5]",
                        () -> training().fit(data, validation(x5), QUIET)),
                new Bad("predict: the model takes [?, 4, 1], but the data has [?, 4, 5]", () -> training().predict(x5)),
                new Bad("sequential: the model takes [?, 4, 1], got shape [?, 4, 5]",
                        () -> training().fit(x5, QUIET)),
                new Bad("LSTM: its input [?, 4, 0] has no features",
                        () -> notYet.fit(Dataset.of(Tensor.zeros(6, 4, 0), y), QUIET)),
                new Bad("data: the mask has shape [6, 3], but the sequences are [6, 4, …]",
                        () -> data.mask(Mask.of(new boolean[6][3]))),
                new Bad("sparse_categorical_crossentropy: row 2 has label 2, but",
                        () -> training().fit(Dataset.of(data.x(), Tensor.vector(0, 1, 2, 0, 0, 0)), shuffle(false),
                                QUIET)),
                new Bad("binary_crossentropy: row 2 has the target 2.0, but targets are from 0 to 1",
                        () -> Training.compile(Model.sequential(input(4, 1), simpleRnn(2), dense(1, SIGMOID)), adam(),
                                binaryCrossentropy())
                                .fit(Dataset.of(data.x(), Tensor.vector(0, 1, 2, 0, 0, 0)), shuffle(false), QUIET)),
                new Bad("fit: there is nothing to train on", () -> training().fit(none, QUIET)),
                new Bad("evaluate: the data is empty", () -> training().evaluate(none)),
                new Bad("predict: the data is empty", () -> training().predict(none)),
                new Bad("fit: batchSize must be at least 1, got 0", () -> batchSize(0)),
                new Bad("fit: how to validate is said, but not with what",
                        () -> training().fit(data, validationFreq(2), QUIET)),
                new Bad("fit: validationFreq must be at least 1, got 0", () -> validationFreq(0)),
                new Bad("evaluate: batchSize must be at least 1, got 0", () -> training().evaluate(data, 0)),
                new Bad("predict: batchSize must be at least 1, got 0", () -> training().predict(data, 0)),
                new Bad("evaluate: the model has no weights yet", () -> notYet.evaluate(data)),
                new Bad("predict: the model has no weights yet", () -> notYet.predict(data)),
                new Bad("data: the inputs hold NaN in row 4;",
                        () -> training().fit(Dataset.of(nan, y), batchSize(2), QUIET)),
                new Bad("data: the inputs hold NaN in row 4;", () -> training().evaluate(Dataset.of(nan, y), 2)),
                new Bad("data: the inputs hold NaN in row 4;", () -> training().predict(Dataset.of(nan, y), 3)),
                new Bad("data: the weights hold NaN in row 1;",
                        () -> training().fit(data.weights(Tensor.vector(1, Float.NaN, 1, 1, 1, 1)), QUIET)),
                new Bad("fit: class weights need one label an example",
                        () -> training(0.01, input(4, 1), lstm(2).sequences(), dense(2, SOFTMAX))
                                .fit(Dataset.of(data.x(), Tensor.zeros(6, 4)), classWeights(Map.of(0, 2.0)), QUIET)),
                new Bad("mask: [-1, -1] takes", () -> Mask.of(-1, -1, true)),
                new Bad("LSTM: units must be at most 100000000, got 1000000000", () -> lstm(1_000_000_000)),
                new Bad("weight \"lstm/recurrent_kernel\": shape [30000, 120000] is too large",
                        () -> Model.sequential(input(4, 3), lstm(30_000))),
                new Bad("early stopping: \"val_loss\" is not in the logs without validation data",
                        () -> training().fit(data, earlyStopping("val_loss"), QUIET)));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badInputIsOneLineThatSaysWhat(Bad bad) {
        assertThatThrownBy(bad.code()).isInstanceOf(RondoException.class).hasMessageStartingWith(bad.message())
                .message().doesNotContain("\n");
    }

    @Test
    void noMaskIsNotAMaskOfNothing() {
        assertThat(Mask.of(0, 0)).isNotEqualTo(Mask.none());
        assertThat(List.of(Mask.of(1, 2, true, false))).containsExactly(Mask.of(new boolean[][]{{true, false}}));
    }
}

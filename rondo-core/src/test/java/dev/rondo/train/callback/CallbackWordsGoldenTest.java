package dev.rondo.train.callback;

import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.callback.Callbacks.learningRateScheduler;
import static dev.rondo.train.callback.Callbacks.onEpochEnd;
import static dev.rondo.train.callback.Callbacks.swapEmaWeights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.RondoException;
import dev.rondo.data.Dataset;
import dev.rondo.golden.Golden;
import dev.rondo.layer.Layers;
import dev.rondo.model.Model;
import dev.rondo.train.Training;
import dev.rondo.train.loss.Losses;
import dev.rondo.train.optimizer.Optimizers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What callbacks say, and trainings judged by averages, as Keras has them: `golden/vocabulary_input.json`.
class CallbackWordsGoldenTest {
    private static final String FILE = "vocabulary_input.json";

    static List<Golden> averages() { return Golden.cases(FILE, "averages"); }

    private static String said(Golden messages, Callback callback) {
        double[] values = messages.numbers("values");
        var fit = new FakeFit(values.length, 1);
        fit.learningRate(0.5);
        callback.trainBegin(fit);
        for (int epoch = 0; epoch < values.length && fit.stopped.isEmpty(); epoch++) {
            callback.epochBegin(epoch, fit);
            callback.epochEnd(epoch, FakeFit.logs("loss", 0, "val_loss", values[epoch]), fit);
        }
        callback.trainEnd(fit);
        return String.join("", fit.said.stream().map(line -> line + "\n").toList());
    }

    @Test
    void theySayWhatKerasSays() {
        var messages = Golden.whole(FILE, "messages");
        assertThat(said(messages, Callbacks.earlyStopping().patience(2).verbose().restoreBestWeights()))
                .isEqualTo(messages.text("early_stopping"));
        assertThat(said(messages, Callbacks.reduceLrOnPlateau().verbose().factor(0.25).patience(1).cooldown(1)
                .minLr(0.0625))).isEqualTo(messages.text("reduce_lr_on_plateau"));
        assertThat(said(messages, learningRateScheduler((epoch, _) -> 0.5 / (1 << epoch)).verbose()))
                .isEqualTo(messages.text("learning_rate_scheduler"));
        assertThat(said(messages, Callbacks.earlyStopping().patience(2))).as("silent unless asked").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("averages")
    void judgedByAverages(Golden g) {
        var model = Model.sequential(Layers.input(3), Layers.named("dense", Layers.dense(1)));
        model.build(g.tensor("x").shape());
        model.weights().set("dense/kernel", g.tensor("kernel"));
        var training = Training.compile(model, Optimizers.sgd(0.1).useEma(0.75), Losses.meanSquaredError());
        var seen = new ArrayList<float[]>();
        var options = new ArrayList<FitOption>(List.of(epochs(4), batchSize(4), shuffle(false), verbose(0),
                validation(Dataset.of(g.tensor("vx"), g.tensor("vy")))));
        if (g.flag("swap")) options.add(g.flag("on_epoch") ? swapEmaWeights().swapOnEpoch() : swapEmaWeights());
        options.add(onEpochEnd((_, _) -> seen.add(model.weights().get("dense/kernel").data().clone())));
        var history = training.fit(Dataset.of(g.tensor("x"), g.tensor("y")), options.toArray(FitOption[]::new));
        close(history.values("loss"), g.numbers("loss"));
        close(history.values("val_loss"), g.numbers("val_loss"));
        var expected = g.tensors("seen");
        assertThat(seen).hasSameSizeAs(expected);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i)).as("epoch %d", i).containsExactly(expected.get(i).data(), offset(1e-5f));
        }
        assertThat(model.weights().get("dense/kernel").data()).containsExactly(g.tensor("end").data(), offset(1e-5f));
        assertThat(training.optimization().averagesSwapped()).isFalse();
    }

    private static void close(List<Double> found, double[] expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) assertThat(found.get(i)).isCloseTo(expected[i], offset(1e-5));
    }

    @Test
    void averagesThatThereAreNone() {
        var fit = new FakeFit(1, 1);
        assertThatThrownBy(() -> swapEmaWeights().trainBegin(fit)).isInstanceOf(RondoException.class)
                .hasMessage("swap EMA weights: the optimizer keeps no averages of the weights; give it useEma()");
    }

    /// Python's `repr`, and its rounding of halves.
    @Test
    void numbersOfPython() {
        assertThat(List.of(Numbers.shortest(1e-5), Numbers.shortest(0.1), Numbers.shortest(1e16),
                Numbers.shortest(123456789), Numbers.shortest(-0.0), Numbers.shortest(Double.NaN)))
                .containsExactly("1e-05", "0.1", "1e+16", "123456789.0", "-0.0", "nan");
        assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("-0.00");
    }
}

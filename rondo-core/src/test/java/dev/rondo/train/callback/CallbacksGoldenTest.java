package dev.rondo.train.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.golden.Golden;
import java.util.Locale;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Early stopping and reductions of the learning rate, epoch by epoch, as Keras does them.
class CallbacksGoldenTest {
    static List<Golden> earlyStopping() { return Golden.cases("callbacks.json", "early_stopping"); }

    static List<Golden> reductions() { return Golden.cases("callbacks.json", "reduce_lr_on_plateau"); }

    @ParameterizedTest
    @MethodSource("earlyStopping")
    void stopsAsKeras(Golden c) {
        var o = c.get("options");
        var callback = new EarlyStopping(new EarlyStopping.Rules(monitor(o), o.whole("patience"), o.maybe("baseline"),
                o.flag("restore_best_weights"), o.whole("start_from_epoch"), false));
        double[] values = c.numbers("values");
        double[] wait = c.numbers("wait");
        var fit = new FakeFit(values.length, 1);
        callback.trainBegin(fit);
        int epoch = 0;
        for (; epoch < values.length && fit.stopped.isEmpty(); epoch++) {
            fit.weights(FakeFit.weights(epoch));
            callback.epochEnd(epoch, FakeFit.logs("loss", 1, "val_loss", values[epoch]), fit);
            assertThat(callback.waited()).as("waited after epoch %d", epoch).isEqualTo((int) wait[epoch]);
        }
        callback.trainEnd(fit);
        assertThat(epoch).isEqualTo(c.whole("epochs_run"));
        assertThat(!fit.stopped.isEmpty()).isEqualTo(c.flag("stopped"));
        assertThat(callback.bestEpoch()).isEqualTo(c.whole("best_epoch"));
        assertThat(fit.epochOfWeights()).isEqualTo(c.whole("weights_of_epoch"));
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void reducesAsKeras(Golden c) {
        var o = c.get("options");
        var callback = new ReduceLrOnPlateau(new ReduceLrOnPlateau.Rules(monitor(o), o.number("factor"),
                o.whole("patience"), o.whole("cooldown"), o.number("min_lr"), false));
        double[] values = c.numbers("values");
        var fit = new FakeFit(values.length, 1);
        fit.learningRate(c.number("initial_learning_rate"));
        callback.trainBegin(fit);
        for (int epoch = 0; epoch < values.length; epoch++) {
            var logs = FakeFit.logs("val_loss", values[epoch]);
            callback.epochEnd(epoch, logs, fit);
            assertThat(logs.getOrDefault("learning_rate", 0.)).isCloseTo(c.numbers("learning_rate_in_logs")[epoch],
                    within(1e-7));
            assertThat(fit.learningRate()).as("rate after epoch %d", epoch)
                    .isCloseTo(c.numbers("learning_rate_after_epoch")[epoch], within(1e-7));
            assertThat(callback.waited()).isEqualTo((int) c.numbers("wait")[epoch]);
            assertThat(callback.cooling()).isEqualTo((int) c.numbers("cooldown")[epoch]);
        }
    }

    private static Monitor monitor(Golden o) {
        return new Monitor(o.text("monitor"), Mode.valueOf(o.text("mode").toUpperCase(Locale.ROOT)),
                o.number("min_delta"));
    }
}

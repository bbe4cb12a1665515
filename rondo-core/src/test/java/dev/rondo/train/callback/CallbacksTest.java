package dev.rondo.train.callback;

import static dev.rondo.train.callback.Callbacks.csvHistory;
import static dev.rondo.train.callback.Callbacks.earlyStopping;
import static dev.rondo.train.callback.Callbacks.jsonLog;
import static dev.rondo.train.callback.Callbacks.learningRateScheduler;
import static dev.rondo.train.callback.Callbacks.onEpochEnd;
import static dev.rondo.train.callback.Callbacks.reduceLrOnPlateau;
import static dev.rondo.train.callback.Callbacks.terminateOnNaN;
import static dev.rondo.train.callback.FakeFit.logs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.DivergedException;
import dev.rondo.RondoException;
import dev.rondo.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {
    private final FakeFit fit = new FakeFit(3, 2);

    @Test
    void monitorsWhatIsLogged() {
        assertThatThrownBy(() -> earlyStopping("val_loss").epochEnd(0, logs("accuracy", 1, "loss", 1), fit))
                .isInstanceOf(RondoException.class)
                .hasMessage(
                        "early stopping: \"val_loss\" is not in the logs, which have [accuracy, loss]; monitor one "
                                + "of these, or fit with validation data");
        assertThatThrownBy(() -> reduceLrOnPlateau("auc").epochEnd(0, logs("loss", 1), fit))
                .hasMessageContaining("\"auc\" is not in the logs");
    }

    @Test
    void autoModeAsksTheMetric() {
        var callback = earlyStopping("val_accuracy");
        callback.trainBegin(fit);
        callback.epochEnd(0, logs("val_accuracy", .5), fit);
        callback.epochEnd(1, logs("val_accuracy", .6), fit);
        assertThat(fit.stopped).isEmpty();
        callback.epochEnd(2, logs("val_accuracy", .6), fit);
        assertThat(fit.stopped)
                .isEqualTo("early stopping: val_accuracy has not improved for 1 epochs; its best was in epoch 2");

        var unknown = earlyStopping("time");
        unknown.epochEnd(0, logs("time", 1), fit);
        assertThatThrownBy(() -> unknown.epochEnd(1, logs("time", 1), fit))
                .hasMessageContaining("say mode(MIN) or mode(MAX)");
    }

    @Test
    void isUsedAgain() {
        var callback = earlyStopping("loss").restoreBestWeights();
        for (int training = 0; training < 2; training++) {
            fit.stopped = "";
            callback.trainBegin(fit);
            fit.weights(FakeFit.weights(7));
            callback.epochEnd(0, logs("loss", 5), fit);
            fit.weights(FakeFit.weights(8));
            callback.epochEnd(1, logs("loss", 6), fit);
            callback.trainEnd(fit);
            assertThat(fit.stopped).isNotEmpty();
            assertThat(fit.epochOfWeights()).isEqualTo(7);
        }
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> earlyStopping("loss").patience(-1))
                .hasMessage("early stopping: patience must be at least 0, got -1");
        assertThatThrownBy(() -> reduceLrOnPlateau("loss").factor(1))
                .hasMessageContaining("factor must be above 0 and below 1, got 1.0");
        assertThatThrownBy(() -> earlyStopping("loss").minDelta(Double.NaN)).hasMessageContaining("minDelta");
    }

    @Test
    void stopsOnALossThatIsNoNumber() {
        terminateOnNaN().batchEnd(0, logs("loss", 1), fit);
        assertThat(fit.stopped).isEmpty();
        terminateOnNaN().batchEnd(4, logs("loss", Double.NaN), fit);
        assertThat(fit.stopped).isEqualTo("batch 4: the loss is NaN");
    }

    @Test
    void stopsOnAMetricThatIsNoNumberIfAsked() {
        var logs = logs("accuracy", Double.POSITIVE_INFINITY, "loss", 1);
        terminateOnNaN().batchEnd(0, logs, fit);
        assertThat(fit.stopped).isEmpty();
        terminateOnNaN().watchMetrics().batchEnd(2, logs, fit);
        assertThat(fit.stopped).isEqualTo("batch 2: the accuracy is Infinity");
        assertThatThrownBy(() -> terminateOnNaN().throwing().batchEnd(3, logs("loss", Double.NaN), fit))
                .isInstanceOf(DivergedException.class)
                .hasMessage("batch 3: the loss is NaN; lower the learning rate or clip gradients");
    }

    @Test
    void setsTheLearningRateOfAnEpoch() {
        var scheduler = learningRateScheduler((epoch, before) -> epoch < 1 ? before : before / 2);
        var rates = new ArrayList<Double>();
        for (int epoch = 0; epoch < 3; epoch++) {
            scheduler.epochBegin(epoch, fit);
            var logs = logs("loss", 1);
            scheduler.epochEnd(epoch, logs, fit);
            rates.add(logs.getOrDefault("learning_rate", 0.0));
        }
        assertThat(rates).containsExactly(0.1, 0.05, 0.025);
        assertThatThrownBy(() -> learningRateScheduler((_, _) -> Double.NaN).epochBegin(0, fit))
                .isInstanceOf(RondoException.class).hasMessageContaining("learningRate");
    }

    @Test
    void functionsAtTheTurns() {
        var turns = new ArrayList<String>();
        var callback = onEpochEnd((epoch, logs) -> turns.add("epoch " + epoch + " " + logs))
                .onEpochBegin(epoch -> turns.add("begin " + epoch))
                .onBatchBegin(batch -> turns.add("begin batch " + batch))
                .onBatchEnd((batch, logs) -> turns.add("batch " + batch + " " + logs))
                .onTrainBegin(() -> turns.add("begin")).onTrainEnd(() -> turns.add("end"));
        callback.trainBegin(fit);
        callback.epochBegin(4, fit);
        callback.batchBegin(2, fit);
        callback.batchEnd(2, logs("loss", 1), fit);
        callback.epochEnd(4, logs("loss", 2), fit);
        callback.trainEnd(fit);
        assertThat(turns).containsExactly("begin", "begin 4", "begin batch 2", "batch 2 {loss=1.0}",
                "epoch 4 {loss=2.0}", "end");
    }

    @Test
    void jsonLines(@TempDir Path folder) throws IOException {
        var file = folder.resolve("runs/log.jsonl");
        var log = jsonLog(file).updateFreq(2);
        log.trainBegin(fit);
        assertThat(file).isEmptyFile();
        for (int epoch = 0; epoch < 2; epoch++) {
            log.epochBegin(epoch, fit);
            for (int batch = 0; batch < 3; batch++) log.batchEnd(batch, logs("loss", batch), fit);
            assertThat(Files.readString(file)).as("readable while the training runs").endsWith("}\n");
            log.epochEnd(epoch, logs("loss", .5, "val \"f\"", epoch == 0 ? Double.NaN : 1e-9), fit);
        }
        assertThat(Files.readString(file)).isEqualTo("""
                {"epoch":0,"batch":1,"loss":1.0}
                {"epoch":0,"loss":0.5,"val \\"f\\"":null}
                {"epoch":1,"batch":0,"loss":0.0}
                {"epoch":1,"batch":2,"loss":2.0}
                {"epoch":1,"loss":0.5,"val \\"f\\"":1.0E-9}
                """);
        Files.writeString(file, "{\"epoch\":2,\"lo", StandardOpenOption.APPEND);
        var more = jsonLog(file).append();
        more.trainBegin(fit);
        more.epochEnd(2, logs("loss", 0), fit);
        assertThat(Files.readAllLines(file)).hasSize(6).last().isEqualTo("{\"epoch\":2,\"loss\":0.0}");
        jsonLog(file).trainBegin(fit);
        assertThat(file).isEmptyFile();
        assertThatThrownBy(() -> jsonLog(file.resolve("below")).trainBegin(fit)).isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> jsonLog(file).updateFreq(-1)).hasMessageContaining("updateFreq");
    }

    @Test
    void csv(@TempDir Path folder) throws IOException {
        var file = folder.resolve("runs/history.csv");
        var csv = csvHistory(file);
        csv.trainBegin(fit);
        csv.epochEnd(0, logs("loss", .5, "accuracy", .25, "val_loss", .75), fit);
        csv.epochEnd(1, logs("loss", .125, "accuracy", 1), fit);
        assertThat(Files.readString(file))
                .isEqualTo("epoch,accuracy,loss,val_loss\r\n0,0.25,0.5,0.75\r\n1,1.0,0.125,NA\r\n");

        var more = csvHistory(file).append();
        more.trainBegin(fit);
        more.epochEnd(2, logs("loss", 0, "accuracy", 1, "val_loss", 2), fit);
        assertThat(Files.readString(file)).endsWith("NA\r\n2,1.0,0.0,2.0\r\n").startsWith("epoch,accuracy");

        var other = new CsvHistory(file, ",", true);
        other.trainBegin(fit);
        assertThatThrownBy(() -> other.epochEnd(3, logs("loss", 0), fit)).isInstanceOf(RondoException.class)
                .hasMessageContaining("write to another file");

        var without = csvHistory(file).separator(";");
        without.trainBegin(fit);
        without.epochEnd(0, logs("loss", 1e-5, "a;\"b", 2), fit);
        assertThat(Files.readString(file))
                .isEqualTo("epoch;\"a;\"\"b\";loss;\"val_a;\"\"b\";val_loss\r\n0;2.0;1e-05;NA;NA\r\n");
        assertThat(folder.resolve("runs")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void csvThatCannotBeWritten(@TempDir Path folder) throws IOException {
        var inTheWay = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> csvHistory(inTheWay.resolve("history.csv")).trainBegin(fit))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void history() {
        var history = fit.history();
        history.add(0, logs("loss", 3, "val_accuracy", .5));
        history.add(1, logs("loss", 1, "val_accuracy", .7));
        history.add(2, logs("loss", 2, "val_accuracy", .7, "learning_rate", .1));
        assertThat(history.values("loss")).containsExactly(3., 1., 2.);
        assertThat(history.values("learning_rate")).containsExactly(.1);
        assertThat(history.last("loss")).isEqualTo(2);
        assertThat(history.best("loss")).isEqualTo(new History.Best(1, 1));
        assertThat(history.best("val_accuracy")).isEqualTo(new History.Best(1, .7));
        assertThat(history.names()).containsExactly("loss", "val_accuracy", "learning_rate");
        assertThatThrownBy(() -> history.values("auc"))
                .hasMessage("history: \"auc\" was not logged; there are [loss, val_accuracy, learning_rate]");
        assertThatThrownBy(() -> history.best("learning_rate"))
                .hasMessageContaining("which way is better is not known");
    }
}

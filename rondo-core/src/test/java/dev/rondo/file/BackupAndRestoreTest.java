package dev.rondo.file;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.progress;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.callback.Callbacks.learningRateScheduler;
import static dev.rondo.train.callback.Callbacks.onBatchEnd;
import static dev.rondo.train.callback.Callbacks.onEpochBegin;
import static dev.rondo.train.callback.Callbacks.swapEmaWeights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.contract.Draw;
import dev.rondo.data.Dataset;
import dev.rondo.model.Model;
import dev.rondo.model.Seed;
import dev.rondo.train.Training;
import dev.rondo.train.callback.FitOption;
import dev.rondo.train.callback.History;
import dev.rondo.train.loss.Losses;
import dev.rondo.train.optimizer.Optimizer;
import dev.rondo.train.optimizer.Optimizers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A training that was interrupted ends with the bits of one that was not.
class BackupAndRestoreTest {
    private static final Dataset DATA = Dataset.of(Draw.normal("x", 12, 5, 2), Draw.normal("y", 12, 1));

    @TempDir
    Path dir;

    static Stream<Optimizer> optimizers() {
        return Stream.of(Optimizers.adam(0.01), Optimizers.sgd(0.1), Optimizers.rmsprop(0.01).globalClipNorm(0.5));
    }

    /// Stateful and with dropout: what is carried and what is drawn has to go on too.
    private static Training training(long seed, Optimizer optimizer) {
        var model = Model.sequential(Seed.seed(seed), input(5, 2).batch(4), lstm(3).keepState(), dropout(0.5),
                dense(1));
        return Training.compile(model, optimizer, Losses.meanSquaredError());
    }

    private static History fit(Training t, int epochs, FitOption... more) {
        var all = new ArrayList<FitOption>(List.of(epochs(epochs), batchSize(4), verbose(0)));
        all.addAll(Arrays.asList(more));
        return t.fit(DATA, all.toArray(FitOption[]::new));
    }

    private static FitOption crashBefore(int epoch) {
        return onEpochBegin(e -> {
            if (e == epoch) throw new IllegalStateException("the power is gone");
        });
    }

    private void interrupted(Training t) {
        assertThatThrownBy(() -> fit(t, 5, crashBefore(3), halving(), new BackupAndRestore(dir)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static FitOption halving() { return learningRateScheduler((epoch, rate) -> epoch == 2 ? rate / 2 : rate); }

    @ParameterizedTest
    @MethodSource("optimizers")
    void endsWithTheSameBits(Optimizer optimizer) {
        var whole = training(1, optimizer);
        fit(whole, 5, halving());

        interrupted(training(1, optimizer));
        var resumed = training(1, optimizer);
        var history = fit(resumed, 5, halving(), new BackupAndRestore(dir));

        assertThat(history.epochs().stream().map(History.Epoch::epoch)).containsExactly(3, 4);
        whole.model().weights().asMap().forEach(
                (name, w) -> assertThat(resumed.model().weights().get(name).data()).as(name).isEqualTo(w.data()));
        assertThat(resumed.optimization().steps()).isEqualTo(15);
        assertThat(resumed.optimization().learningRate()).isEqualTo(whole.optimization().learningRate());
        assertThat(resumed.model().states().toString()).isNotEqualTo("{}");
        whole.model().states().byLayer().forEach((part, states) -> {
            for (int i = 0; i < states.size(); i++) {
                assertThat(resumed.model().states().of(part).get(i).data())
                        .isEqualTo(states.get(i).data());
            }
        });
        assertThat(dir).as("removed at the end").doesNotExist();
    }

    @Test
    void interruptedInTheMiddleOfAnEpochBeginsItAgain() {
        var whole = training(1, Optimizers.adam());
        fit(whole, 3);
        var crash = onBatchEnd((batch, logs) -> {
            if (Files.exists(new BackupAndRestore(dir).file()) && batch == 1) throw new IllegalStateException("gone");
        });
        assertThatThrownBy(() -> fit(training(1, Optimizers.adam()), 3, crash, new BackupAndRestore(dir)))
                .isInstanceOf(IllegalStateException.class);
        var resumed = training(1, Optimizers.adam());
        assertThat(fit(resumed, 3, new BackupAndRestore(dir)).epochs()).hasSize(2);
        assertThat(resumed.model().weights().get("dense/kernel").data())
                .isEqualTo(whole.model().weights().get("dense/kernel").data());
    }

    /// Interrupted after every batch of the training in turn, at its first and its last too.
    @Test
    void goesOnInTheMiddleOfAnEpoch() {
        var whole = training(1, Optimizers.adam());
        fit(whole, 2);
        for (int step = 1; step <= 6; step++) {
            var seen = new AtomicInteger(step);
            var crash = onBatchEnd((batch, logs) -> {
                if (seen.decrementAndGet() == 0) throw new IllegalStateException("gone");
            });
            assertThatThrownBy(
                    () -> fit(training(1, Optimizers.adam()), 2, new BackupAndRestore(dir).saveFreq(1), crash))
                    .isInstanceOf(IllegalStateException.class);
            var resumed = training(1, Optimizers.adam());
            var steps = new AtomicInteger();
            fit(resumed, 2, onBatchEnd((batch, logs) -> steps.incrementAndGet()), new BackupAndRestore(dir));
            // the backup of an epoch's last batch comes with the end of the epoch
            assertThat(steps.get()).as("steps that were left after %d", step)
                    .isEqualTo(6 - step + (step % 3 == 0 ? 1 : 0));
            whole.model().weights().asMap().forEach(
                    (name, w) -> assertThat(resumed.model().weights().get(name).data()).as(name).isEqualTo(w.data()));
        }
        assertThatThrownBy(() -> new BackupAndRestore(dir).saveFreq(0))
                .hasMessageContaining("saveFreq must be at least 1");
    }

    /// A disk that damaged the last backup costs an epoch, not the training.
    @Test
    void goesOnFromTheBackupBefore() throws IOException {
        var whole = training(1, Optimizers.adam());
        fit(whole, 5);
        for (boolean gone : new boolean[]{false, true}) {
            var backup = new BackupAndRestore(dir).doubleCheckpoint();
            assertThatThrownBy(() -> fit(training(1, Optimizers.adam()), 5, crashBefore(3), backup))
                    .isInstanceOf(IllegalStateException.class);
            if (gone) Files.delete(backup.file());
            else Files.write(backup.file(), new byte[]{1, 2, 3});
            var resumed = training(1, Optimizers.adam());
            var said = new ByteArrayOutputStream();
            var history = fit(resumed, 5, backup,
                    progress(new PrintStream(said, true, StandardCharsets.UTF_8), false));
            assertThat(history.epochs().stream().map(History.Epoch::epoch)).containsExactly(2, 3, 4);
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .startsWith("backup: ").contains("the training goes on from the backup before it");
            whole.model().weights().asMap().forEach(
                    (name, w) -> assertThat(resumed.model().weights().get(name).data()).as(name).isEqualTo(w.data()));
            assertThat(dir).as("both are removed at the end").doesNotExist();
        }
        var backup = new BackupAndRestore(dir).doubleCheckpoint();
        assertThatThrownBy(() -> fit(training(1, Optimizers.adam()), 5, crashBefore(3), backup))
                .isInstanceOf(IllegalStateException.class);
        Files.write(backup.file(), new byte[]{1, 2, 3});
        assertThatThrownBy(() -> fit(training(1, Optimizers.adam()), 5, backup, crashBefore(2)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(backup.file()).as("the damaged one may not take the place of the good one").doesNotExist();
        assertThatThrownBy(() -> fit(training(2, Optimizers.adam()), 5, backup)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("the seed was 1, but is 2 now");
    }

    /// The weights must be those of the training, not their averages.
    @Test
    void refusesAverages() {
        var t = training(1, Optimizers.adam().useEma(0.9));
        assertThatThrownBy(() -> fit(t, 2, swapEmaWeights().swapOnEpoch(), new BackupAndRestore(dir)))
                .isInstanceOf(RondoException.class).hasMessageContaining("give the callback that wants it before");
        var other = training(1, Optimizers.adam().useEma(0.9));
        assertThat(fit(other, 2, new BackupAndRestore(dir), swapEmaWeights().swapOnEpoch()).epochs()).hasSize(2);
    }

    @Test
    void isKeptIfAsked() throws IOException {
        var kept = new BackupAndRestore(dir).deleteCheckpoint(false);
        var one = training(1, Optimizers.adam());
        fit(one, 2, kept);
        assertThat(kept.file()).exists();
        var two = training(1, Optimizers.adam());
        assertThat(fit(two, 2, kept).epochs()).as("nothing is left to do").isEmpty();
        assertThat(two.model().weights().get("dense/kernel").data())
                .isEqualTo(one.model().weights().get("dense/kernel").data());
        Files.writeString(dir.resolve("notes.txt"), "mine");
        fit(training(1, Optimizers.adam()), 3, new BackupAndRestore(dir));
        assertThat(kept.file()).doesNotExist();
        assertThat(dir.resolve("notes.txt")).exists();
    }

    @Test
    void damageIsRefused() throws IOException {
        interrupted(training(1, Optimizers.adam()));
        var file = new BackupAndRestore(dir).file();
        var whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 31) {
            var damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            refused(1, Optimizers.adam(), "restore " + file + ": ");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        refused(1, Optimizers.adam(), "cut off");
    }

    @Test
    void anotherTrainingIsRefused() {
        interrupted(training(1, Optimizers.adam()));
        refused(2, Optimizers.adam(), "the seed was 1, but is 2 now; train as before, or remove the backup");
        refused(1, Optimizers.sgd(), "the optimizer was adam, but is sgd now");
        assertThatThrownBy(() -> fit(training(1, Optimizers.adam()), 5, batchSize(12), shuffle(false),
                new BackupAndRestore(dir)))
                .hasMessageContaining("the number of batches in an epoch was 3, but is 1 now");
        var wider = Training.compile(
                Model.sequential(Seed.seed(1), input(5, 2).batch(4), lstm(4).keepState(), dense(1)),
                Optimizers.adam(), Losses.meanSquaredError());
        assertThatThrownBy(() -> fit(wider, 5, new BackupAndRestore(dir))).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("\"lstm/kernel\" has shape");
        assertThat(wider.optimization().steps()).isZero();
    }

    private void refused(long seed, Optimizer optimizer, String message) {
        var t = training(seed, optimizer);
        var before = t.model().weights().copy();
        assertThatThrownBy(() -> fit(t, 5, new BackupAndRestore(dir))).isInstanceOf(ModelFileException.class)
                .hasMessageContaining(message);
        before.asMap().forEach(
                (name, w) -> assertThat(t.model().weights().get(name).data()).as(name).isEqualTo(w.data()));
        assertThat(t.optimization().steps()).isZero();
    }
}

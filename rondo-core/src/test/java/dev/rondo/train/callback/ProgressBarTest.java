package dev.rondo.train.callback;

import static dev.rondo.train.callback.FakeFit.logs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.train.callback.ProgressBar.Verbosity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The lines of `fit` as Keras 3.15 prints them: `golden/fit_verbose.txt`, with times that we choose.
class ProgressBarTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private long now;

    private String printed() { return printed.toString(StandardCharsets.UTF_8); }

    private void epoch(Verbosity verbosity, boolean terminal, int epochs, int batches, long nanos) {
        var fit = new FakeFit(epochs, batches);
        var bar = new ProgressBar(out, terminal, verbosity, () -> now);
        bar.trainBegin(fit);
        bar.epochBegin(0, fit);
        for (int b = 0; b < batches; b++) {
            now += nanos;
            bar.batchEnd(b, logs("accuracy", 0, "loss", 1.6436), fit);
        }
        bar.epochEnd(0, logs("accuracy", 1 / 3., "loss", 1.124, "val_accuracy", 0, "val_loss", 0.90625 / 2), fit);
        bar.trainEnd(fit);
    }

    @Test
    void aLineAnEpoch() {
        epoch(Verbosity.LINE, true, 2, 5, 152_000_000);
        assertThat(printed()).isEqualTo(
                "Epoch 1/2\n5/5 - 1s - 152ms/step - accuracy: 0.3333 - loss: 1.1240 - val_accuracy: 0.0000e+00 - "
                        + "val_loss: 0.4531\n");
    }

    @Test
    void aBarOnATerminal() {
        epoch(Verbosity.BAR, true, 2, 5, 646_000_000);
        assertThat(printed()).startsWith(
                "Epoch 1/2\n\r\u001b[1m1/5\u001b[0m \u001b[32m━━━━\u001b[0m\u001b[37m━━━━━━━━━━━━━━━━\u001b[0m "
                        + "\u001b[1m2s\u001b[0m 646ms/step - accuracy: 0.0000e+00 - loss: "
                        + "1.6436\r\u001b[1m2/5\u001b[0m ");
        assertThat(printed())
                .endsWith("\r\u001b[1m5/5\u001b[0m \u001b[32m━━━━━━━━━━━━━━━━━━━━\u001b[0m\u001b[37m\u001b[0m "
                        + "\u001b[1m3s\u001b[0m 646ms/step - accuracy: 0.3333 - loss: 1.1240 - val_accuracy: "
                        + "0.0000e+00 - val_loss: 0.4531\n");
    }

    @Test
    void aBarIsALineWhereItCannotGrow() {
        epoch(Verbosity.BAR, false, 1, 28, 36_000_000);
        assertThat(printed()).isEqualTo(
                "28/28 - 1s - 36ms/step - accuracy: 0.3333 - loss: 1.1240 - val_accuracy: 0.0000e+00 - val_loss: "
                        + "0.4531\n");
    }

    @Test
    void silence() {
        epoch(Verbosity.SILENT, true, 2, 5, 1);
        assertThat(printed()).isEmpty();
    }

    @Test
    void aShorterLineWipesOutALongerOne() {
        var progress = new Progress(out, true, 5, () -> now);
        progress.update(1, logs("accuracy", 0, "loss", 1.7050));
        progress.finish(logs("accuracy", 0.0556, "loss", 1.5078));
        assertThat(printed()).endsWith("loss: 1.5078    \n");
    }

    @Test
    void theBarIsDrawnAtMostTwentyTimesASecond() {
        epoch(Verbosity.BAR, true, 1, 1000, 1_000_000);
        assertThat(printed().chars().filter(c -> c == '\r').count()).isBetween(15L, 22L);
    }

    @Test
    void timesAndNumbers() {
        var progress = new Progress(out, true, 10_000, () -> now);
        now += 2_000_000_000L;
        progress.update(1, logs("loss", Double.NaN));
        assertThat(printed()).contains("    1/10000").contains("\u001b[1m5:33:18\u001b[0m 2s/step - loss: nan");
        assertThat(Numbers.metric(0.90625)).isEqualTo("0.9062"); // Python rounds the half to even
        assertThat(Numbers.metric(0.00025)).isEqualTo("2.5000e-04");
        assertThat(Numbers.metric(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }
}

package dev.rondo.train.callback;

import dev.rondo.Legal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Curves and histograms for TensorBoard (`keras/src/callbacks/tensorboard.py`): event files in the subdirectories `train`
/// and `validation`, with Keras's names, so that runs of both can be laid over each other. TensorFlow is not needed to
/// write them; to look at them: `pip install tensorboard`, `tensorboard --logdir runs`.
///
/// After every epoch: `epoch_loss`, `epoch_accuracy` and so on over the epoch, counted from 0, of the training and of the
/// validation, and `epoch_learning_rate`; also `evaluation_loss_vs_iterations` of the validation over the steps of the
/// optimizer. Events are in the files as soon as their epoch has ended.
///
/// PyTorch's counterpart is `torch.utils.tensorboard.SummaryWriter`.
public final class TensorBoard implements Callback {
    private static final String VALIDATION = "val_";

    private final Rules rules;
    private final InstantSource clock;
    private EventFile train;
    private EventFile validation;
    private long batches;
    private Span epoch;
    private Span batch;

    /// What is written where and when.
    ///
    /// @param updateFreq every how many batches the running means are written; 0 for none
    /// @param histogramFreq every how many epochs the weights are written; 0 for none
    /// @param writeStepsPerSecond whether the speed is written
    public record Rules(Path directory, int updateFreq, int histogramFreq, boolean writeStepsPerSecond) {
        public Rules {
            Legal.atLeast(0, "tensorboard", "updateFreq", updateFreq);
            Legal.atLeast(0, "tensorboard", "histogramFreq", histogramFreq);
        }
    }

    /// When something began, and after how many steps.
    private record Span(long nanos, long steps) {
        double stepsPerSecond(Span to) { return (to.steps - steps) / Math.max(1e-9, (to.nanos - nanos) / 1e9); }
    }

    /// Numbers of epochs only, as Keras's default is.
    public TensorBoard(Path directory) { this(new Rules(directory, 0, 0, false)); }

    public TensorBoard(Rules rules) { this(rules, InstantSource.system()); }

    TensorBoard(Rules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.train = file("train");
        this.validation = file("validation");
        this.epoch = new Span(0, 0);
        this.batch = epoch;
    }

    public Rules rules() { return rules; }

    /// Also `batch_loss` and so on: the running means of the epoch after every `batches` batches, counted from 1 over all
    /// epochs. Keras's `update_freq="batch"` is 1.
    public TensorBoard updateFreq(int batches) {
        return new TensorBoard(new Rules(rules.directory, batches, rules.histogramFreq, rules.writeStepsPerSecond));
    }

    /// Also a histogram of every weight, such as `lstm/kernel/histogram`, after every `epochs` epochs from the first on.
    public TensorBoard histogramFreq(int epochs) {
        return new TensorBoard(new Rules(rules.directory, rules.updateFreq, epochs, rules.writeStepsPerSecond));
    }

    /// Also `epoch_steps_per_second` and, with [#updateFreq], `batch_steps_per_second`.
    public TensorBoard writeStepsPerSecond() {
        return new TensorBoard(new Rules(rules.directory, rules.updateFreq, rules.histogramFreq, true));
    }

    private EventFile file(String part) { return new EventFile(rules.directory.resolve(part), clock); }

    private static Span now(Fit fit) { return new Span(System.nanoTime(), fit.optimization().steps()); }

    @Override
    public void trainBegin(Fit fit) {
        train = file("train");
        validation = file("validation");
        batches = 0;
    }

    @Override
    public void epochBegin(int number, Fit fit) {
        epoch = now(fit);
        batch = epoch;
    }

    @Override
    public void batchEnd(int number, Map<String, Double> logs, Fit fit) {
        batches++;
        if (rules.updateFreq == 0) return;
        var before = batch;
        batch = now(fit);
        if (batches % rules.updateFreq != 0) return;
        if (rules.writeStepsPerSecond) train.scalar("batch_steps_per_second", before.stepsPerSecond(batch), batches);
        logs.forEach((name, value) -> train.scalar("batch_" + name, value, batches));
        train.flush();
    }

    @Override
    public void epochEnd(int number, Map<String, Double> logs, Fit fit) {
        logs.forEach((name, value) -> {
            if (name.startsWith(VALIDATION)) {
                var own = name.substring(VALIDATION.length());
                validation.scalar("evaluation_" + own + "_vs_iterations", value, fit.optimization().steps());
                validation.scalar("epoch_" + own, value, number);
            } else if (!name.equals("learning_rate")) { // which comes once, below
                train.scalar("epoch_" + name, value, number);
            }
        });
        train.scalar("epoch_learning_rate", fit.learningRate(), number);
        if (rules.writeStepsPerSecond) {
            train.scalar("epoch_steps_per_second", epoch.stepsPerSecond(now(fit)), number);
        }
        if (rules.histogramFreq > 0 && number % rules.histogramFreq == 0) {
            fit.weights().asMap().forEach((name, w) -> train.histogram(name + "/histogram", w.data(), number));
        }
        train.flush();
        validation.flush();
    }
}

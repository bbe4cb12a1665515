package dev.rondo.train.callback;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/// The callbacks, one line each, with Keras's defaults: `earlyStopping("val_loss").patience(3).restoreBestWeights()`.
/// PyTorch has none: its training loops are written by hand.
public final class Callbacks {
    private Callbacks() {}

    /// Stops when a log entry such as `val_loss` gets no better.
    public static EarlyStopping earlyStopping(String monitor) { return new EarlyStopping(monitor); }

    /// The same of `val_loss`.
    public static EarlyStopping earlyStopping() { return earlyStopping("val_loss"); }

    /// Lowers the learning rate when a log entry such as `val_loss` gets no better.
    public static ReduceLrOnPlateau reduceLrOnPlateau(String monitor) { return new ReduceLrOnPlateau(monitor); }

    /// The same of `val_loss`.
    public static ReduceLrOnPlateau reduceLrOnPlateau() { return reduceLrOnPlateau("val_loss"); }

    /// Judges and saves with the averages of the weights, of an optimizer with `useEma()`.
    public static SwapEmaWeights swapEmaWeights() { return new SwapEmaWeights(); }

    /// An epoch a line into a CSV file; Keras's `CSVLogger`.
    public static CsvHistory csvHistory(Path file) { return new CsvHistory(file); }

    /// A line of JSON an epoch, to be read while the training runs.
    public static JsonLog jsonLog(Path file) { return new JsonLog(file); }

    /// Curves and histograms for TensorBoard, in this directory.
    public static TensorBoard tensorBoard(Path directory) { return new TensorBoard(directory); }

    /// The learning rate of each epoch, from its number and the rate before it.
    public static LearningRateScheduler learningRateScheduler(LearningRateScheduler.Schedule schedule) {
        return new LearningRateScheduler(schedule);
    }

    /// A function of the epoch and its logs; Keras's `LambdaCallback`.
    public static LambdaCallback onEpochEnd(LambdaCallback.Turn f) { return new LambdaCallback().onEpochEnd(f); }

    /// A function of the epoch, counted from 0, before it begins.
    public static LambdaCallback onEpochBegin(IntConsumer f) { return new LambdaCallback().onEpochBegin(f); }

    /// A function of the batch, counted from 0, before it.
    public static LambdaCallback onBatchBegin(IntConsumer f) { return new LambdaCallback().onBatchBegin(f); }

    /// A function without arguments, before the first epoch.
    public static LambdaCallback onTrainBegin(Runnable f) { return new LambdaCallback().onTrainBegin(f); }

    /// A function without arguments, after the last epoch.
    public static LambdaCallback onTrainEnd(Runnable f) { return new LambdaCallback().onTrainEnd(f); }

    /// A function of the batch and the epoch's logs so far.
    public static LambdaCallback onBatchEnd(LambdaCallback.Turn f) { return new LambdaCallback().onBatchEnd(f); }

    /// Stops as soon as the loss is no number.
    public static TerminateOnNaN terminateOnNaN() { return new TerminateOnNaN(); }

    /// A growing bar on a terminal, a line an epoch elsewhere; Keras's `verbose=1`.
    public static ProgressBar progressBar(PrintStream out, boolean terminal) {
        return new ProgressBar(out, terminal, ProgressBar.Verbosity.BAR);
    }

    /// A line an epoch; Keras's `verbose=2`.
    public static ProgressBar progressLines(PrintStream out) {
        return new ProgressBar(out, false, ProgressBar.Verbosity.LINE);
    }
}

package dev.rondo.train.callback;

import java.util.Map;
import java.util.function.IntConsumer;

/// A callback made of functions (`keras/src/callbacks/lambda_callback.py`):
/// `onEpochEnd((epoch, logs) -> …).onTrainEnd(() -> …)`, for each of Keras's six turns. Epochs and batches count from 0. Of
/// two functions for one turn only the later is called. Keras: `LambdaCallback`.
public record LambdaCallback(Runnable onTrainBegin, IntConsumer onEpochBegin, IntConsumer onBatchBegin, Turn onBatchEnd,
        Turn onEpochEnd,
        Runnable onTrainEnd) implements Callback {
    /// What is done when a batch or an epoch, counted from 0, has ended with these logs.
    @FunctionalInterface
    public interface Turn {
        void ended(int number, Map<String, Double> logs);
    }

    /// Does nothing.
    public LambdaCallback() {
        this(() -> {}, epoch -> {}, batch -> {}, (batch, logs) -> {}, (epoch, logs) -> {}, () -> {});
    }

    public LambdaCallback onTrainBegin(Runnable f) {
        return new LambdaCallback(f, onEpochBegin, onBatchBegin, onBatchEnd, onEpochEnd, onTrainEnd);
    }

    public LambdaCallback onEpochBegin(IntConsumer f) {
        return new LambdaCallback(onTrainBegin, f, onBatchBegin, onBatchEnd, onEpochEnd, onTrainEnd);
    }

    public LambdaCallback onBatchEnd(Turn f) {
        return new LambdaCallback(onTrainBegin, onEpochBegin, onBatchBegin, f, onEpochEnd, onTrainEnd);
    }

    public LambdaCallback onEpochEnd(Turn f) {
        return new LambdaCallback(onTrainBegin, onEpochBegin, onBatchBegin, onBatchEnd, f, onTrainEnd);
    }

    public LambdaCallback onTrainEnd(Runnable f) {
        return new LambdaCallback(onTrainBegin, onEpochBegin, onBatchBegin, onBatchEnd, onEpochEnd, f);
    }

    public LambdaCallback onBatchBegin(IntConsumer f) {
        return new LambdaCallback(onTrainBegin, onEpochBegin, f, onBatchEnd, onEpochEnd, onTrainEnd);
    }

    @Override
    public void trainBegin(Fit fit) { onTrainBegin.run(); }

    @Override
    public void epochBegin(int epoch, Fit fit) { onEpochBegin.accept(epoch); }

    @Override
    public void batchBegin(int batch, Fit fit) { onBatchBegin.accept(batch); }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) { onBatchEnd.ended(batch, logs); }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) { onEpochEnd.ended(epoch, logs); }

    @Override
    public void trainEnd(Fit fit) { onTrainEnd.run(); }
}

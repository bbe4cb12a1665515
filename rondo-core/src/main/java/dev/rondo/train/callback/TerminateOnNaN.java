package dev.rondo.train.callback;

import dev.rondo.DivergedException;
import java.util.Map;

/// Stops as soon as the running loss is no finite number (`keras/src/callbacks/terminate_on_nan.py`); with [#watchMetrics] also
/// when a metric is none. The weights are then those before the batch: a step is only taken where loss and gradients are
/// finite. Gradients need no watching: one that is not finite ends the training with a [DivergedException] that names its
/// weight.
///
/// @param metrics whether the metrics are watched too
/// @param raiseError whether to throw instead of stopping
public record TerminateOnNaN(boolean metrics, boolean raiseError) implements Callback {
    public TerminateOnNaN() { this(false, false); }

    /// Watches every metric of the batch too. Not for metrics that may be no number before enough was counted.
    public TerminateOnNaN watchMetrics() { return new TerminateOnNaN(true, raiseError); }

    /// Throws a [DivergedException] instead of stopping: Keras's `raise_error=True`.
    public TerminateOnNaN throwing() { return new TerminateOnNaN(metrics, true); }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) {
        for (var entry : logs.entrySet()) {
            boolean watched = metrics || entry.getKey().equals("loss");
            if (!watched || Double.isFinite(entry.getValue())) continue;
            var what = "batch %d: the %s is %s".formatted(batch, entry.getKey(), entry.getValue());
            if (raiseError) {
                throw new DivergedException(what + "; lower the learning rate or clip gradients");
            }
            fit.stop(what);
            return;
        }
    }
}

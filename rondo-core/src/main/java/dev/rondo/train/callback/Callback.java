package dev.rondo.train.callback;

import java.util.Map;

/// Called at the turns of a training, in the order in which callbacks were given; override what you need. Epochs and
/// batches count from 0. A callback may be used for one training after another: [#trainBegin] starts it afresh.
public interface Callback extends FitOption {
    default void trainBegin(Fit fit) {}

    default void epochBegin(int epoch, Fit fit) {}

    /// Before each batch.
    default void batchBegin(int batch, Fit fit) {}

    /// After each batch, with the epoch's running means so far: `loss` and the metrics.
    default void batchEnd(int batch, Map<String, Double> logs, Fit fit) {}

    /// Before the validation data is judged, at the end of an epoch; only if there is any. Keras's `on_test_begin` in
    /// `fit`.
    default void validationBegin(Fit fit) {}

    /// After it, with its `loss` and metrics, named without `val_`. Keras's `on_test_end` in `fit`.
    default void validationEnd(Map<String, Double> logs, Fit fit) {}

    /// After each epoch and its validation, with `loss`, the metrics, and both again as `val_…`. The map may be added
    /// to: callbacks that follow and the history see it.
    default void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {}

    /// Also when the training was stopped early; not when it threw.
    default void trainEnd(Fit fit) {}
}

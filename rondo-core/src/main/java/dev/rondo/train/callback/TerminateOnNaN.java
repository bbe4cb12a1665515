package dev.rondo.train.callback;

import java.util.Map;

/// Stops as soon as the running loss is no finite number (`keras/src/callbacks/terminate_on_nan.py`).
public final class TerminateOnNaN implements Callback {
    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) {
        Double loss = logs.get("loss");
        if (loss != null && !Double.isFinite(loss)) fit.stop("batch %d: the loss is %s".formatted(batch, loss));
    }
}

package dev.rondo.train.metric;

import dev.rondo.train.loss.Loss;

/// Any loss as a metric: its mean over all samples, `Σ w loss / Σ w`. Keras's `metrics.MeanSquaredError` and the like.
/// They stand in `keras/src/metrics/regression_metrics.py` and `keras/src/metrics/probabilistic_metrics.py`.
public record LossMetric(Loss loss) implements Metric {
    @Override
    public String name() { return loss.name(); }

    @Override
    public Direction direction() { return Direction.DOWN; }

    @Override
    public Counting start() {
        return new Mean(
                (target, prediction) -> loss.perSample(target.detached(), prediction.detached()).data());
    }
}

package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.function.BinaryOperator;

/// The mean of numbers that a function makes of targets and predictions, `Σ w x / Σ w`; Keras's `MeanMetricWrapper`, or
/// a function given as a metric (`keras/src/metrics/reduction_metrics.py`).
///
/// @param each target and prediction to one number or more for each sample, or for each of its steps, in order; with
///     [dev.rondo.op.Ops] for instance
public record MeanOf(String name, Direction direction, BinaryOperator<Tensor> each) implements Metric {
    @Override
    public Counting start() {
        return new Mean((target, prediction) -> each.apply(target.detached(), prediction.detached()).data());
    }
}

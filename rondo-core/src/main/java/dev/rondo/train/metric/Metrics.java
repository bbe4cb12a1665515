package dev.rondo.train.metric;

import dev.rondo.train.loss.Loss;
import dev.rondo.train.loss.Losses;

/// The metrics, one line each.
public final class Metrics {
    private Metrics() {}

    /// Right answers of whatever kind; Keras's string `"accuracy"`.
    public static Accuracy accuracy() { return new Accuracy(); }

    /// Right yes-or-no answers, yes being above 0.5.
    public static BinaryAccuracy binaryAccuracy() { return new BinaryAccuracy(0.5); }

    public static BinaryAccuracy binaryAccuracy(double threshold) { return new BinaryAccuracy(threshold); }

    /// Right classes, with one-hot targets.
    public static CategoricalAccuracy categoricalAccuracy() { return new CategoricalAccuracy(); }

    /// Right classes, with class numbers as targets.
    public static SparseCategoricalAccuracy sparseCategoricalAccuracy() { return new SparseCategoricalAccuracy(); }

    /// Over all numbers of a prediction, yes being above 0.5.
    public static Precision precision() { return new Precision(0.5); }

    public static Precision precision(double threshold) { return new Precision(threshold); }

    /// Over all numbers of a prediction, yes being above 0.5.
    public static Recall recall() { return new Recall(0.5); }

    public static Recall recall(double threshold) { return new Recall(threshold); }

    /// F1 by class, averaged.
    public static F1 f1(Average average) { return new F1(average); }

    /// The mean squared error; named as in Keras's `metrics=["mse"]`, so that [Losses] may be imported beside it.
    public static LossMetric mse() { return new LossMetric(Losses.meanSquaredError()); }

    /// The mean absolute error; Keras's `metrics=["mae"]`.
    public static LossMetric mae() { return new LossMetric(Losses.meanAbsoluteError()); }

    /// The mean of any loss, as a metric.
    public static LossMetric mean(Loss loss) { return new LossMetric(loss); }
}

package dev.rondo.train.metric;

/// A metric of yes-or-no answers over all numbers of a prediction: a count such as [TruePositives], or a rate such as
/// [Recall].
public interface YesOrNo extends Metric {
    /// Which numbers are a yes, and which are looked at.
    Positives positives();

    /// The metric of what came of the answers.
    double of(Outcomes outcomes);

    @Override
    default Counting start() { return new Cells(name(), positives(), this::of); }

    /// A number for each of several thresholds, from 0 to 1: Keras's `thresholds=[0.3, 0.7]`. Other options come first:
    /// `recall().topK(3).thresholds(0.3, 0.7)`.
    default AtThresholds thresholds(double... t) { return new AtThresholds(this, t); }
}

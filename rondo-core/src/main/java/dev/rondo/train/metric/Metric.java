package dev.rondo.train.metric;

/// What to count: a record of its settings. The counts are in what [#start] gives.
public interface Metric {
    /// As Keras calls it, such as `binary_accuracy`; the key in logs and histories.
    String name();

    /// Which way is better.
    default Direction direction() { return Direction.UP; }

    /// A count that begins at nothing: one for each epoch or evaluation.
    Counting start();

    /// The same metric under another name; Keras's `name="auc_pr"`. Options come first:
    /// `auc().curve(Curve.PR).named("auc_pr")`.
    default Renamed named(String name) { return new Renamed(name, this); }
}

package dev.rondo.train.metric;

/// What to count: a record of its settings. The counts are in what [#start] gives. Most metrics are one number and start a
/// [Counting]; for more see [SeveralNumbers].
public interface Metric {
    /// As Keras calls it, such as `binary_accuracy`; the key in logs and histories.
    String name();

    /// Which way is better.
    default Direction direction() { return Direction.UP; }

    /// A count that begins at nothing: one for each epoch or evaluation.
    Measuring start();

    /// Whether an entry of the logs, without `val_`, is a number of this metric: by default the one of its name.
    default boolean logs(String entry) { return entry.equals(name()); }

    /// The same metric under another name; Keras's `name="auc_pr"`. Options come first:
    /// `auc().curve(Curve.PR).named("auc_pr")`.
    default Renamed named(String name) { return new Renamed(name, this); }
}

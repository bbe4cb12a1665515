package dev.rondo.train.metric;

/// A metric of several numbers, one for each threshold, class or output. Where Keras logs an array, each of them is an
/// entry of the logs by itself, behind the metric's name: `recall_0.3` and `recall_0.7`, `f1_score_0`, `f1_score_1` and so
/// on. So each can be watched, plotted and written as any other number.
public interface SeveralNumbers extends Metric {
    @Override
    default boolean logs(String entry) { return entry.startsWith(name() + "_"); }
}

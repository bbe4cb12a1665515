package dev.rondo.train.metric;

/// How the scores of several outputs become one; Keras's `class_aggregation`, scikit-learn's `multioutput`.
public enum ClassAggregation {
    /// Each output counts the same.
    UNIFORM_AVERAGE,
    /// Each output counts as its targets vary.
    VARIANCE_WEIGHTED_AVERAGE
}

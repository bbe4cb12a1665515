package dev.rondo.train;

import dev.rondo.train.metric.Metric;

/// A metric of one of a model's outputs, under the name that it has in the logs.
///
/// @param output the number of the output
/// @param weighted whether weights of samples and classes count in it
record Measured(int output, Metric metric, String key, boolean weighted) {
    /// The entry of a number that stands behind the metric's name as `part`; the only number stands there as nothing.
    String entry(String part) { return part.isEmpty() ? key : key + "_" + part; }
}

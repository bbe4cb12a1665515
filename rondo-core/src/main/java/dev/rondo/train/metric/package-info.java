/// How well a model does, counted over batches: metrics, one file each. Start at [dev.rondo.train.metric.Metrics], the
/// vocabulary; a new metric is a record that implements [dev.rondo.train.metric.Metric].
@NullMarked
package dev.rondo.train.metric;

import org.jspecify.annotations.NullMarked;

package dev.rondo.train;

import dev.rondo.train.metric.Counting;
import dev.rondo.train.metric.Direction;
import dev.rondo.train.metric.Metric;

/// A metric of one of several outputs, whose name stands before it: `topic_accuracy`.
record OfOutput(String output, Metric metric) implements Metric {
    @Override
    public String name() {
        return output + "_" + metric.name();
    }

    @Override
    public Direction direction() {
        return metric.direction();
    }

    @Override
    public Counting start() {
        return metric.start();
    }
}

package dev.rondo.train.metric;

import java.util.Map;

/// A metric of one number being counted.
public interface Counting extends Measuring {
    /// The metric over all that was added; 0 if that is nothing.
    double value();

    @Override
    default Map<String, Double> values() { return Map.of("", value()); }
}

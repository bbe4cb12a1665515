package dev.rondo.train.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which way a logged number gets better.
public enum Direction {
    /// Such as accuracy.
    UP,
    /// Such as a loss.
    DOWN;

    /// Whether `a` is better than `b`; equal is not better, and nothing is better than a number that is none.
    public boolean better(double a, double b) { return this == UP ? a > b : a < b; }

    /// The direction of a log entry, with or without `val_`: that of the metric of this name or, if there is none, of
    /// the one that has this among its several numbers; down for the loss. Empty if neither.
    public static Optional<Direction> of(String log, List<Metric> metrics) {
        String name = log.startsWith("val_") ? log.substring("val_".length()) : log;
        if (name.equals("loss")) return Optional.of(DOWN);
        return metrics.stream().filter(m -> m.logs(name)).max(Comparator.comparingInt(m -> m.name().length()))
                .map(Metric::direction);
    }
}

package dev.rondo.train.metric;

import dev.rondo.RondoException;

/// A metric under another name: the key in logs and histories, and what callbacks watch. So two of one kind can stand
/// beside each other, as with Keras's `AUC(curve="PR", name="auc_pr")`. Made by [Metric#named].
public record Renamed(String name, Metric metric) implements Metric {
    public Renamed {
        if (name.isBlank()) {
            throw new RondoException("%s: named() takes a name with letters in it, got \"%s\"".formatted(metric.name(),
                    name));
        }
    }

    @Override
    public Direction direction() { return metric.direction(); }

    @Override
    public Measuring start() { return metric.start(); }

    @Override
    public boolean logs(String entry) {
        return entry.startsWith(name) && metric.logs(metric.name() + entry.substring(name.length()));
    }
}

package dev.rondo.train.callback;

import dev.rondo.RondoException;
import dev.rondo.train.metric.Direction;
import dev.rondo.train.metric.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The logs of a training's epochs, in order.
public final class History {
    private final List<Metric> metrics;
    private final List<Epoch> epochs = new ArrayList<>();

    /// One epoch, counted from 0, and its logs in their order.
    public record Epoch(int epoch, Map<String, Double> logs) {
        public Epoch { logs = Collections.unmodifiableMap(new LinkedHashMap<>(logs)); }
    }

    /// An epoch and what a log entry was then.
    public record Best(int epoch, double value) {}

    /// `metrics` say which way is better.
    public History(List<Metric> metrics) { this.metrics = List.copyOf(metrics); }

    /// What the training loop calls at the end of an epoch.
    public void add(int epoch, Map<String, Double> logs) { epochs.add(new Epoch(epoch, logs)); }

    public List<Epoch> epochs() { return Collections.unmodifiableList(epochs); }

    /// The names of all log entries, in the order in which they came up.
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        for (var e : epochs) names.addAll(e.logs().keySet());
        return names;
    }

    /// A log entry over the epochs that have it. Throws if none has.
    public List<Double> values(String name) {
        known(name);
        return epochs.stream().filter(e -> e.logs().containsKey(name)).map(e -> value(e, name)).toList();
    }

    /// The last value of a log entry. Throws if there is none.
    public double last(String name) { return values(name).getLast(); }

    /// The epoch with the largest value of a metric that goes up, or the smallest of one that goes down; the earliest
    /// if several are equal. Throws if there is no such entry, or if no metric says which way is better.
    public Best best(String name) {
        var direction = Direction.of(name, metrics).orElseThrow(() -> new RondoException(
                "history: no metric is named \"%s\", so which way is better is not known; use values".formatted(name)));
        known(name);
        return epochs.stream().filter(e -> e.logs().containsKey(name)).map(e -> new Best(e.epoch(), value(e, name)))
                .reduce((a, b) -> direction.better(b.value(), a.value()) || Double.isNaN(a.value()) ? b : a)
                .orElseThrow();
    }

    private static double value(Epoch e, String name) { return e.logs().getOrDefault(name, Double.NaN); }

    private void known(String name) {
        if (!names().contains(name)) {
            throw new RondoException("history: \"%s\" was not logged; there are %s".formatted(name, names()));
        }
    }
}

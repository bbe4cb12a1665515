package dev.rondo.train;

import dev.rondo.RondoException;
import java.io.PrintStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The loss and the metrics of a model on some data, by name.
public record Evaluation(Map<String, Double> values) {
    public Evaluation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public double loss() {
        return get("loss");
    }

    public double get(String name) {
        var value = values.get(name);
        if (value == null)
            throw new RondoException("evaluation: no \"%s\"; there are %s".formatted(name, values.keySet()));
        return value;
    }

    public void print() {
        print(System.out);
    }

    public void print(PrintStream out) {
        out.println(this);
    }

    /// `loss 0.3120, accuracy 0.8710`
    @Override
    public String toString() {
        return values.entrySet().stream().map(e -> String.format(Locale.ROOT, "%s %.4f", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }
}

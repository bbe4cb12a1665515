package dev.rondo.train.metric;

import dev.rondo.RondoException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/// What the classes or outputs of a metric of several numbers are called: by name, or numbered from 0 if there are none.
final class PartNames {
    private PartNames() {}

    /// Throws unless the names can stand beside each other in the logs.
    static void check(String who, List<String> names) {
        if (names.stream().anyMatch(String::isBlank) || new HashSet<>(names).size() < names.size()) {
            throw new RondoException(
                    "%s: each class or output is called by a name of its own, got %s".formatted(who, names));
        }
    }

    /// Throws if there are names, but not one for each of `n` columns.
    static void check(String who, List<String> names, int n) {
        if (names.isEmpty() || names.size() == n) return;
        throw new RondoException("%s: %d names came for predictions of %d columns; give one for each, or none"
                .formatted(who, names.size(), n));
    }

    /// Each value under its name.
    static Map<String, Double> of(List<String> names, int n, IntToDoubleFunction value) {
        var values = new LinkedHashMap<String, Double>();
        for (int i = 0; i < n; i++) {
            values.put(names.isEmpty() ? Integer.toString(i) : names.get(i), value.applyAsDouble(i));
        }
        return values;
    }

    /// The values of named parts before anything was added; without names they are not known yet.
    static Map<String, Double> none(List<String> names) { return of(names, names.size(), i -> 0); }
}

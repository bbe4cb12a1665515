package dev.rondo.data;

import dev.rondo.RondoException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Names of classes as numbers 0, 1, 2 … and back. Numbered in sorted order, as scikit-learn's `LabelEncoder` does, so
/// that the numbers do not depend on the order of the rows.
public final class LabelEncoder {
    /// By Unicode code point, Python's order. (`String.compareTo` differs for characters beyond U+FFFF.)
    static final Comparator<String> BY_CODE_POINT = (a, b) -> Arrays.compare(a.codePoints().toArray(),
            b.codePoints().toArray());

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    private LabelEncoder(List<String> names) {
        this.names = List.copyOf(names);
        for (String name : names)
            if (numbers.put(name, numbers.size()) != null)
                throw new RondoException("labels: " + Printable.quote(name) + " is there twice; give each name once");
        if (names.isEmpty()) throw new RondoException("labels: none to learn from; give at least one");
    }

    /// The names that occur among these labels.
    public static LabelEncoder fit(Collection<String> labels) {
        return new LabelEncoder(labels.stream().distinct().sorted(BY_CODE_POINT).toList());
    }

    /// These names, numbered in this order: how an encoder comes back from a file.
    public static LabelEncoder of(List<String> names) { return new LabelEncoder(names); }

    /// All names; the one at place i has number i.
    public List<String> names() { return names; }

    public int size() { return names.size(); }

    public int encode(String label) {
        Integer number = numbers.get(label);
        if (number == null) throw new RondoException(unknown(label));
        return number;
    }

    public int[] encode(List<String> labels) { return labels.stream().mapToInt(this::encode).toArray(); }

    public String decode(int number) {
        if (number < 0 || number >= names.size())
            throw new RondoException("labels: no name has number " + number + "; they go from 0 to "
                    + (names.size() - 1));
        return names.get(number);
    }

    public List<String> decode(int[] numbers) { return Arrays.stream(numbers).mapToObj(this::decode).toList(); }

    private String unknown(String label) {
        var near = Nearest.to(label, names, 10).stream().map(Printable::quote).collect(Collectors.joining(", "));
        return "labels: " + Printable.quote(label) + " was not there when the labels were learned; "
                + (names.size() <= 10 ? "known: " : "nearest of " + names.size() + " known: ") + near;
    }

    @Override
    public boolean equals(Object other) { return other instanceof LabelEncoder that && names.equals(that.names); }

    @Override
    public int hashCode() { return names.hashCode(); }

    @Override
    public String toString() { return "LabelEncoder" + names; }
}

package dev.rondo.text;

import dev.rondo.RondoException;
import java.util.Arrays;

/// The first yardstick: always the class that was the most frequent in training (ties: the smaller number). A network
/// that is no better has learned nothing.
///
/// @param label that class
public record Majority(int label) {
    public static Majority fit(int[] labels) {
        if (labels.length == 0) throw new RondoException("majority: no labels to learn from; give at least one");
        int least = Arrays.stream(labels).min().orElseThrow();
        if (least < 0) throw new RondoException("majority: label " + least + "; number the classes from 0");
        var counts = new int[Math.addExact(Arrays.stream(labels).max().orElseThrow(), 1)];
        for (int label : labels) counts[label]++;
        int best = 0;
        for (int label = 1; label < counts.length; label++) if (counts[label] > counts[best]) best = label;
        return new Majority(best);
    }

    /// The share of these labels that it has right.
    public double accuracy(int[] labels) {
        return Arrays.stream(labels).filter(l -> l == label).count() / (double) labels.length;
    }
}

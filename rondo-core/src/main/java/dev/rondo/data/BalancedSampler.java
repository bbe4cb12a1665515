package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.op.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Each class equally often, however rare it is. By default as often as the most frequent class has examples
/// (over-sampling): a rarer class is gone through again and again, each time in another order, so its examples differ
/// by at most one in how often they come. Or, with [#under], as often as the rarest: a random part of each other class.
/// PyTorch: `WeightedRandomSampler`, whose classes come equally often in the mean only.
///
/// Classes take turns, in random order in each round, so batches hold each class equally often too.
///
/// @param labels the class of each example
/// @param undersampling whether the rarest class decides; false by default
public record BalancedSampler(List<Integer> labels, boolean undersampling) implements Sampler {
    public BalancedSampler {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) throw new RondoException("balancedSampler: no labels; give one an example");
    }

    public static BalancedSampler of(int... labels) {
        return new BalancedSampler(Arrays.stream(labels).boxed().toList(), false);
    }

    /// No example comes twice; the rarest class decides how many of each there are.
    public BalancedSampler under() { return new BalancedSampler(labels, true); }

    @Override
    public int[] rows(Key key) {
        var classes = byClass();
        var sizes = Arrays.stream(classes).mapToInt(c -> c.length).summaryStatistics();
        int rounds = undersampling ? sizes.getMin() : sizes.getMax();
        var turns = new int[classes.length][];
        for (int c = 0; c < turns.length; c++) turns[c] = turns(classes[c], rounds, key.in("class").in(c));
        var rows = new int[Math.multiplyExact(rounds, classes.length)];
        for (int round = 0, i = 0; round < rounds; round++)
            for (int c : key.in("round").in(round).permutation(classes.length)) rows[i++] = turns[c][round];
        return rows;
    }

    /// The examples of each class, classes in ascending order.
    private int[][] byClass() {
        var places = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < labels.size(); i++) places.computeIfAbsent(labels.get(i), c -> new ArrayList<>()).add(i);
        return places.values().stream().map(p -> p.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static int[] turns(int[] examples, int rounds, Key key) {
        var turns = new int[rounds];
        for (int from = 0; from < rounds; from += examples.length) {
            var order = key.in(from).permutation(examples.length);
            for (int i = 0; i < order.length && from + i < rounds; i++) turns[from + i] = examples[order[i]];
        }
        return turns;
    }
}

package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.op.Key;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Examples drawn at random, each as often as its weight says: PyTorch's `WeightedRandomSampler`. Weights need not sum to
/// 1. With replacement (the default) every draw is from all examples; without, an example is drawn at most once, each time
/// by the weights of those left.
///
/// @param weights one weight for each example, 0 or more
/// @param samples how many are drawn in an epoch; as many as there are examples by default
/// @param replacement whether an example may be drawn again; true by default
public record WeightedSampler(List<Double> weights, int samples, boolean replacement) implements Sampler {
    public WeightedSampler {
        weights = List.copyOf(weights);
        for (int i = 0; i < weights.size(); i++)
            if (!(weights.get(i) >= 0 && weights.get(i) < Double.POSITIVE_INFINITY))
                throw new RondoException(
                        "weightedSampler: weight %s of example %d; give 0 or more".formatted(weights.get(i),
                                i));
        long drawable = weights.stream().filter(w -> w > 0).count();
        if (drawable == 0) throw new RondoException("weightedSampler: no weight above 0; give at least one");
        Legal.atLeast(1, "weightedSampler", "samples", samples);
        if (!replacement && samples > drawable)
            throw new RondoException(
                    ("weightedSampler: %d samples without replacement from %d examples with weights above 0; "
                            + "give fewer samples or replacement(true)").formatted(samples, drawable));
    }

    public static WeightedSampler of(double... weights) {
        if (weights.length == 0) throw new RondoException("weightedSampler: no weights; give one an example");
        return new WeightedSampler(Arrays.stream(weights).boxed().toList(), weights.length, true);
    }

    public WeightedSampler samples(int count) { return new WeightedSampler(weights, count, replacement); }

    public WeightedSampler replacement(boolean again) { return new WeightedSampler(weights, samples, again); }

    @Override
    public int[] rows(Key key) {
        return replacement ? again(key) : once(key);
    }

    private int[] again(Key key) {
        var upTo = new double[weights.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) upTo[i] = sum += weights.get(i);
        double total = sum;
        return IntStream.range(0, samples).map(i -> first(upTo, key.uniformDouble(i) * total)).toArray();
    }

    /// The first example whose sum of weights lies above `u`; never one of weight 0.
    private static int first(double[] upTo, double u) {
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > u) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// The order in which one draw after the other takes them: by `ln(u) / w`, largest first (Efraimidis & Spirakis 2006).
    private int[] once(Key key) {
        record Ranked(int row, double rank) {}
        return IntStream.range(0, weights.size()).filter(i -> weights.get(i) > 0)
                .mapToObj(i -> new Ranked(i, Math.log(1 - key.uniformDouble(i)) / weights.get(i)))
                .sorted(Comparator.comparingDouble(Ranked::rank).reversed()).limit(samples).mapToInt(Ranked::row)
                .toArray();
    }
}

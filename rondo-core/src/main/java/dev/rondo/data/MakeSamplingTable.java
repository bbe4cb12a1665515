package dev.rondo.data;

import dev.rondo.Legal;

/// How often should a word be sampled, given only how frequent it is among all words: Keras's `make_sampling_table`, the
/// subsampling of word2vec (Mikolov et al. 2013). A word of rank i (1 is the most frequent) has by Zipf's law the frequency
/// `f ≈ 1 / (i·(ln i + γ) + 1/2 − 1/(12·i))`, and is kept with probability `min(1, √(factor / f))`.
public final class MakeSamplingTable {
    /// Euler's constant to the digits that Keras takes.
    private static final double GAMMA = 0.577;

    private MakeSamplingTable() {}

    /// With Keras's factor, 1e-5.
    public static double[] makeSamplingTable(int size) { return makeSamplingTable(size, 1e-5); }

    /// The probability for each rank from 0 to `size` − 1; rank 0, a non-word, has that of rank 1.
    public static double[] makeSamplingTable(int size, double samplingFactor) {
        Legal.atLeast(1, "makeSamplingTable", "size", size);
        Legal.positive("makeSamplingTable", "samplingFactor", samplingFactor);
        var table = new double[size];
        for (int i = 0; i < size; i++) {
            double rank = Math.max(1, i);
            double inverse = rank * (Math.log(rank) + GAMMA) + 0.5 - 1 / (12 * rank);
            table[i] = Math.min(1, Math.sqrt(samplingFactor * inverse));
        }
        return table;
    }
}

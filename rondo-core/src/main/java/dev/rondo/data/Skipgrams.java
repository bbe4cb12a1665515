package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Pairs of words that stand near each other (label 1), and pairs of words with random ones (label 0), to learn word
/// vectors from: Keras's `skipgrams`, with its defaults (skip-gram with negative sampling, Mikolov et al. 2013).
///
/// ```java
/// var pairs = Skipgrams.of(vocabularySize).windowSize(2).pairs(ids, Key.of(42));
/// ```
///
/// Id 0 is a non-word: it is skipped, but takes its place in a window. Positive pairs come in the order of the text, as in
/// Keras; what is random has Keras's distributions and its own numbers.
///
/// @param vocabularySize one more than the largest id; random words are 1 to `vocabularySize` − 1
/// @param windowSize how many places before and after a word are near it; 4 by default
/// @param negativeSamples how many random pairs come on each positive one; 1 by default
/// @param shuffle whether the pairs are put in random order; true by default
/// @param samplingTable how likely each word is taken as the first of its pairs ([MakeSamplingTable]); absent: always
public record Skipgrams(int vocabularySize, int windowSize, double negativeSamples, boolean shuffle,
        Optional<List<Double>> samplingTable) {
    public Skipgrams {
        Legal.check(vocabularySize >= 2, "skipgrams", "vocabularySize", "at least 2: one more than the largest id",
                vocabularySize);
        Legal.atLeast(1, "skipgrams", "windowSize", windowSize);
        Legal.notNegative("skipgrams", "negativeSamples", negativeSamples);
        samplingTable = samplingTable.map(List::copyOf);
        if (samplingTable.isPresent() && samplingTable.get().size() < vocabularySize)
            throw new RondoException("skipgrams: a sampling table of %d words for a vocabulary of %d; make it as large"
                    .formatted(samplingTable.get().size(), vocabularySize));
    }

    public static Skipgrams of(int vocabularySize) {
        return new Skipgrams(vocabularySize, 4, 1, true, Optional.empty());
    }

    public Skipgrams windowSize(int places) {
        return new Skipgrams(vocabularySize, places, negativeSamples, shuffle, samplingTable);
    }

    public Skipgrams negativeSamples(double forEachPositive) {
        return new Skipgrams(vocabularySize, windowSize, forEachPositive, shuffle, samplingTable);
    }

    public Skipgrams shuffle(boolean inRandomOrder) {
        return new Skipgrams(vocabularySize, windowSize, negativeSamples, inRandomOrder, samplingTable);
    }

    public Skipgrams samplingTable(double... probabilities) {
        var table = Arrays.stream(probabilities).boxed().toList();
        return new Skipgrams(vocabularySize, windowSize, negativeSamples, shuffle, Optional.of(table));
    }

    /// @param couples word and context, `[pairs][2]`
    /// @param labels 1 for words that stood near each other, 0 for random ones. Keras's `categorical=True`:
    ///        `OneHot.toCategorical(labels, 2)`
    public record Pairs(int[][] couples, int[] labels) {
        /// Two inputs, word and context `[pairs, 1]`, and the label `[pairs, 1]`.
        public MultiExamples examples() {
            return MultiExamples.of(List.of(column(0), column(1)),
                    List.of(Tensor.of(Shape.of(labels.length, 1), Tensor.vector(labels).data())));
        }

        private Tensor column(int place) {
            var ids = new float[couples.length];
            for (int i = 0; i < ids.length; i++) ids[i] = couples[i][place];
            return Tensor.of(Shape.of(ids.length, 1), ids);
        }
    }

    /// The pairs of one text. The same key gives the same pairs.
    public Pairs pairs(int[] sequence, Key key) {
        var couples = near(sequence, key.in("sample"));
        int positives = couples.size();
        couples.addAll(random(couples, key.in("negatives")));
        var order = key.in("shuffle").permutation(couples.size());
        var pairs = new int[couples.size()][];
        var labels = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            int from = shuffle ? order[i] : i;
            pairs[i] = couples.get(from);
            labels[i] = from < positives ? 1 : 0;
        }
        return new Pairs(pairs, labels);
    }

    private List<int[]> near(int[] sequence, Key key) {
        var couples = new ArrayList<int[]>();
        for (int i = 0; i < sequence.length; i++) {
            int word = checked(sequence, i);
            if (word == 0) continue;
            if (samplingTable.isPresent() && samplingTable.get().get(word) < key.uniformDouble(i)) continue;
            int end = (int) Math.min(sequence.length, (long) i + windowSize + 1);
            for (int j = Math.max(0, i - windowSize); j < end; j++)
                if (j != i && checked(sequence, j) != 0) couples.add(new int[]{word, sequence[j]});
        }
        return couples;
    }

    /// The words of the positive pairs in random order, over again if need be, each with a random word.
    private List<int[]> random(List<int[]> positives, Key key) {
        var order = key.in("words").permutation(positives.size());
        var contexts = key.in("contexts");
        var couples = new ArrayList<int[]>();
        long n = (long) (positives.size() * negativeSamples);
        for (int i = 0; i < n; i++) {
            int word = positives.get(order[i % order.length])[0];
            couples.add(new int[]{word, 1 + (int) (contexts.uniformDouble(i) * (vocabularySize - 1))});
        }
        return couples;
    }

    private int checked(int[] sequence, int place) {
        int word = sequence[place];
        if (word < 0 || word >= vocabularySize)
            throw new RondoException("skipgrams: id %d at place %d is not in 0 to %d; give the right vocabularySize"
                    .formatted(word, place, vocabularySize - 1));
        return word;
    }
}

package dev.rondo.data;

import static dev.rondo.data.MakeSamplingTable.makeSamplingTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.golden.Golden;
import dev.rondo.op.Key;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SkipgramsTest {
    static List<Golden> skipgrams() { return Golden.cases("vocabulary_data.json", "skipgrams"); }

    static List<Golden> negatives() { return Golden.cases("vocabulary_data.json", "negatives"); }

    static List<Golden> tables() { return Golden.cases("vocabulary_data.json", "sampling_tables"); }

    @ParameterizedTest
    @MethodSource("tables")
    void tableAsKeras(Golden c) {
        assertThat(makeSamplingTable(c.whole("size"), c.number("factor"))).containsExactly(c.numbers("table"),
                within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("skipgrams")
    void positivesAsKeras(Golden c) {
        var pairs = Skipgrams.of(10).windowSize(c.whole("window")).negativeSamples(0).shuffle(false)
                .pairs(ints(c, "text"), Key.of(1));
        assertThat(Stream.of(pairs.couples()).flatMapToInt(Arrays::stream).toArray())
                .containsExactly(ints(c, "couples"));
        assertThat(pairs.labels()).containsExactly(ints(c, "labels"));
        if (pairs.labels().length == 0) return;
        var categorical = Stream.of(OneHot.toCategorical(pairs.labels(), 2))
                .flatMapToInt(row -> IntStream.of((int) row[0], (int) row[1])).toArray();
        assertThat(categorical).containsExactly(ints(c, "categorical"));
    }

    @ParameterizedTest
    @MethodSource("negatives")
    void asManyRandomPairsAsKeras(Golden c) {
        var pairs = Skipgrams.of(10).windowSize(2).negativeSamples(c.number("share")).shuffle(false)
                .pairs(ints(c, "text"), Key.of(1));
        int positives = c.whole("positives");
        assertThat(pairs.labels()).hasSize(positives + c.whole("negatives"));
        assertThat(Arrays.stream(pairs.labels()).sum()).isEqualTo(positives);
        // each round of random pairs has the words of the positive pairs, each as often
        var words = Arrays.stream(pairs.couples()).limit(positives).mapToInt(p -> p[0]).sorted().toArray();
        for (int from = positives; from + positives <= pairs.labels().length; from += positives)
            assertThat(
                    Arrays.stream(pairs.couples()).skip(from).limit(positives).mapToInt(p -> p[0]).sorted().toArray())
                    .containsExactly(words);
    }

    @Test
    void randomWordsAreUniformAndShufflingKeepsPairs() {
        var text = IntStream.range(0, 2000).map(i -> 1 + i % 9).toArray();
        var plain = Skipgrams.of(10).windowSize(1).negativeSamples(3).shuffle(false).pairs(text, Key.of(5));
        var counts = new int[10];
        for (int i = 0; i < plain.labels().length; i++) if (plain.labels()[i] == 0) counts[plain.couples()[i][1]]++;
        int n = Arrays.stream(counts).sum();
        double square = 0;
        for (int word = 1; word < 10; word++) square += Math.pow(counts[word] - n / 9.0, 2) / (n / 9.0);
        assertThat(counts[0]).isZero();
        assertThat(square).as("chi square, 8 degrees of freedom").isLessThan(26.1); // 0.001
        var shuffled = Skipgrams.of(10).windowSize(1).negativeSamples(3).pairs(text, Key.of(5));
        assertThat(labelled(shuffled)).isNotEqualTo(labelled(plain))
                .containsExactlyInAnyOrderElementsOf(labelled(plain));
        assertThat(labelled(Skipgrams.of(10).windowSize(1).negativeSamples(3).pairs(text, Key.of(5))))
                .isEqualTo(labelled(shuffled));
    }

    private static List<List<Integer>> labelled(Skipgrams.Pairs pairs) {
        return IntStream.range(0, pairs.labels().length)
                .mapToObj(i -> List.of(pairs.couples()[i][0], pairs.couples()[i][1], pairs.labels()[i])).toList();
    }

    @Test
    void frequentWordsAreTakenAsOftenAsTheTableSays() {
        var text = IntStream.range(0, 30_000).map(i -> 1 + i % 2).toArray();
        var pairs = Skipgrams.of(3).windowSize(1).negativeSamples(0).samplingTable(0, 0.2, 0.7).pairs(text, Key.of(3));
        var firsts = new int[3];
        for (var pair : pairs.couples()) firsts[pair[0]]++;
        // 15,000 of each word, two pairs a word: 0.2 and 0.7 of them, give or take five deviations
        assertThat(firsts[1]).isCloseTo(6000, within(500));
        assertThat(firsts[2]).isCloseTo(21_000, within(570));
    }

    @Test
    void asExamples() {
        var batch = Skipgrams.of(10).pairs(new int[]{1, 2, 3}, Key.of(1)).examples().batch(new int[]{0, 3});
        assertThat(batch.inputs()).hasSize(2);
        assertThat(batch.y().shape().sizes()).containsExactly(2, 1);
    }

    @Test
    void refused() {
        assertThatThrownBy(() -> Skipgrams.of(3).pairs(new int[]{1, 3}, Key.of(1)))
                .hasMessageContaining("id 3 at place 1");
        assertThatThrownBy(() -> Skipgrams.of(1)).hasMessageContaining("vocabulary");
        assertThatThrownBy(() -> Skipgrams.of(3).samplingTable(1)).hasMessageContaining("make it as large");
        assertThatThrownBy(() -> Skipgrams.of(3).negativeSamples(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> makeSamplingTable(0)).hasMessageContaining("size must be at least 1, got 0");
    }

    private static int[] ints(Golden c, String key) {
        return Arrays.stream(c.numbers(key)).mapToInt(x -> (int) x).toArray();
    }
}

package dev.rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.golden.Golden;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which examples come when: buckets by length, classes in balance, draws by weight.
class OrdersTest {
    static List<Golden> buckets() { return Golden.cases("vocabulary_data.json", "buckets"); }

    @ParameterizedTest
    @MethodSource("buckets")
    void bucketsAsTfData(Golden c) {
        var data = data(ints(c, "lengths"));
        var buckets = BucketBySequenceLength.of(boxed(c, "boundaries"), boxed(c, "sizes"))
                .dropRemainder(c.flag("drop"));
        var batches = buckets.batches(data);
        assertThat(batches.stream().mapToInt(b -> b.length)).containsExactly(counts(c));
        assertThat(batches.stream().flatMapToInt(Arrays::stream).toArray()).containsExactly(ints(c, "rows"));
    }

    private static Integer[] counts(Golden c) { return boxed(c, "counts").toArray(Integer[]::new); }

    @Test
    void shuffledBucketsHoldEachExampleOnce() {
        var data = data(IntStream.range(0, 100).map(i -> 1 + i * 7 % 10).toArray());
        var batches = Order.bucketed(data, BucketBySequenceLength.of(List.of(4, 8), List.of(8, 4, 2)), Key.of(2));
        assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                .containsExactly(IntStream.range(0, 100).toArray());
        for (var rows : batches)
            assertThat(Arrays.stream(rows).map(r -> data.length(r) < 4 ? 0 : data.length(r) < 8 ? 1 : 2).distinct()
                    .count())
                    .isEqualTo(1);
        assertThat(batches.getFirst())
                .isNotEqualTo(BucketBySequenceLength.of(List.of(4, 8), List.of(8, 4, 2)).batches(data)
                        .getFirst());
        assertThatThrownBy(() -> BucketBySequenceLength.of(List.of(4, 4), List.of(1, 1, 1)))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> BucketBySequenceLength.of(List.of(4), List.of(1))).hasMessageContaining("2 buckets");
        assertThatThrownBy(() -> BucketBySequenceLength.of(List.of(), List.of(0)))
                .hasMessageContaining("each batch size must be at least 1");
    }

    @RepeatedTest(20)
    void eachClassEquallyOften(RepetitionInfo repetition) {
        var key = Key.of(repetition.getCurrentRepetition());
        int classes = 1 + (int) (key.uniform(0) * 5);
        var labels = IntStream.range(0, 60).map(i -> i < classes ? i : (int) (classes * Math.pow(key.uniform(i), 3)))
                .toArray();
        var size = new int[classes];
        for (int label : labels) size[label]++;
        var over = BalancedSampler.of(labels).rows(key);
        int most = Arrays.stream(size).max().orElseThrow();
        assertThat(over).as("seed %s", key).hasSize(most * classes);
        var times = new int[60];
        for (int row : over) times[row]++;
        for (int i = 0; i < 60; i++) {
            int n = size[labels[i]];
            assertThat(times[i]).isBetween(most / n, (most + n - 1) / n);
        }
        for (var batch : Order.sampled(BalancedSampler.of(labels), classes, key))
            assertThat(Arrays.stream(batch).map(r -> labels[r]).distinct().count()).isEqualTo(classes);
        var under = BalancedSampler.of(labels).under().rows(key);
        assertThat(Arrays.stream(under).distinct().count()).isEqualTo(under.length)
                .isEqualTo((long) classes * Arrays.stream(size).min().orElseThrow());
        assertThat(BalancedSampler.of(labels).rows(key)).containsExactly(over);
        if (classes > 1) assertThat(BalancedSampler.of(labels).rows(key.in(1))).isNotEqualTo(over);
    }

    @Test
    void drawsByWeight() {
        int n = 40_000;
        var rows = WeightedSampler.of(1, 0, 3, 4, 0).samples(n).rows(Key.of(9));
        var times = new int[5];
        for (int row : rows) times[row]++;
        double[] share = {0.125, 0, 0.375, 0.5, 0};
        for (int i = 0; i < 5; i++)
            assertThat(times[i]).isCloseTo((int) (n * share[i]),
                    within((int) (5 * Math.sqrt(n * share[i] * (1 - share[i])))));
    }

    /// Without replacement the first draw is i with w_i / W, and then j with w_j / (W − w_i).
    @Test
    void drawsByWeightOnce() {
        int n = 20_000;
        double[] w = {1, 2, 0, 5};
        var pairs = new int[4][4];
        for (int i = 0; i < n; i++) {
            var rows = WeightedSampler.of(w).samples(2).replacement(false).rows(Key.of(4).in(i));
            pairs[rows[0]][rows[1]]++;
        }
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++) {
                double p = i == j ? 0 : w[i] / 8 * w[j] / (8 - w[i]);
                assertThat(pairs[i][j]).as("%d, %d", i, j).isCloseTo((int) (n * p),
                        within(1 + (int) (5 * Math.sqrt(n * p))));
            }
        assertThatThrownBy(() -> WeightedSampler.of(w).samples(4).replacement(false))
                .hasMessageContaining("from 3 examples");
        assertThatThrownBy(() -> WeightedSampler.of(1, -1)).hasMessageContaining("weight -1.0 of example 1");
        assertThatThrownBy(() -> WeightedSampler.of(0, 0)).hasMessageContaining("no weight above 0");
    }

    @Test
    void aDataSetInBalance() {
        var x = Tensor.matrix(new float[][]{{0}, {1}, {2}, {3}});
        var data = Dataset.of(x, Tensor.vector(0, 0, 0, 1)).sample(BalancedSampler.of(0, 0, 0, 1), Key.of(1));
        assertThat(data.size()).isEqualTo(6);
        var y = data.batch(Series.all(data)).y().data();
        assertThat(IntStream.range(0, 6).filter(i -> y[i] == 1).count()).isEqualTo(3);
    }

    private static Sequences data(int[] lengths) {
        return Dataset.of(Arrays.stream(lengths).mapToObj(int[]::new).toList(), new int[lengths.length]);
    }

    private static int[] ints(Golden c, String key) {
        return Arrays.stream(c.numbers(key)).mapToInt(x -> (int) x).toArray();
    }

    private static List<Integer> boxed(Golden c, String key) { return Arrays.stream(ints(c, key)).boxed().toList(); }
}

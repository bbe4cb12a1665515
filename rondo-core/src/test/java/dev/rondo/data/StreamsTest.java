package dev.rondo.data;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.model.Seed.seed;
import static dev.rondo.nn.Activation.SOFTMAX;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.golden.Golden;
import dev.rondo.model.Model;
import dev.rondo.tensor.Shape;
import dev.rondo.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamsTest {
    static List<Golden> streams() { return Golden.cases("vocabulary_data.json", "streams"); }

    @ParameterizedTest
    @MethodSource("streams")
    void asPyTorch(Golden c) {
        var ids = Arrays.stream(c.numbers("ids")).mapToInt(x -> (int) x).toArray();
        var data = Streams.of(ids, c.whole("streams"), c.whole("steps"));
        var batches = Order.asGiven(data.size(), c.whole("streams")).stream().map(data::batch).toList();
        var expected = c.get("batches").each().toList();
        assertThat(batches).hasSameSizeAs(expected).hasSize(data.batches());
        for (int b = 0; b < batches.size(); b++) {
            assertThat(batches.get(b).x().shape()).isEqualTo(expected.get(b).tensor("x").shape());
            assertThat(batches.get(b).x().data()).containsExactly(expected.get(b).tensor("x").data());
            assertThat(batches.get(b).y().data()).containsExactly(expected.get(b).tensor("y").data());
        }
    }

    @Test
    void rowsGoOnFromBatchToBatch() {
        var data = Streams.of(Series.of(23, 2), Series.targets(23), 3, 2).dropRemainder(true);
        assertThat(data.batches()).isEqualTo(3);
        for (int b = 0; b < 3; b++) {
            var batch = data.batch(new int[]{3 * b, 3 * b + 1, 3 * b + 2});
            for (int s = 0; s < 3; s++)
                for (int t = 0; t < 2; t++) {
                    assertThat(batch.x().at(s, t, 1)).isEqualTo(10 * (7 * s + 2 * b + t) + 1);
                    assertThat(batch.y().at(s, t)).isEqualTo(10 * (7 * s + 2 * b + t) + 5);
                }
        }
        assertThat(data.dropRemainder(false).batch(new int[]{9, 10, 11}).x().shape()).isEqualTo(Shape.of(3, 1, 2));
    }

    @Test
    void onlyWholeBatchesInOrder() {
        var data = Streams.of(IntStream.range(0, 100).toArray(), 4, 5);
        assertThat(data.inOrder()).isTrue();
        assertThat(data.slice(0, 8).inOrder()).isTrue();
        for (var rows : List.of(new int[]{0, 1, 2}, new int[]{1, 2, 3, 4}, new int[]{0, 2, 1, 3}, new int[]{1},
                new int[]{-4, -3, -2, -1}, new int[]{20, 21, 22, 23}))
            assertThatThrownBy(() -> data.batch(rows)).as(Arrays.toString(rows)).isInstanceOf(RondoException.class)
                    .hasMessageContaining("use batchSize(4) and shuffle(false)");
        assertThatThrownBy(() -> Streams.of(new int[]{1, 2, 3}, 3, 1)).hasMessageContaining("do not fill");
        assertThatThrownBy(() -> Streams.of(new int[7], 3, 2).dropRemainder(true)).hasMessageContaining("do not fill");
    }

    /// A layer that keeps its state reads the pieces as one sequence: with a learning rate of 0 the losses are those of
    /// the uncut streams.
    @Test
    void aLayerThatKeepsItsStateReadsOn() {
        var ids = IntStream.range(0, 41 * 3).map(i -> i * i % 7).toArray();
        assertThat(loss(Streams.of(ids, 3, 8))).isCloseTo(loss(Streams.of(ids, 3, 40)), within(1e-6));
        assertThatThrownBy(() -> training().fit(Streams.of(ids, 3, 8), batchSize(3), shuffle(true), verbose(0)))
                .hasMessageContaining("follow each other");
    }

    private static Training training() {
        var model = Model.sequential(seed(3), input(Shape.ANY).batch(3), embedding(7, 4),
                lstm(5).sequences().keepState(),
                dense(7, SOFTMAX));
        return Training.compile(model, sgd(1e-30), sparseCategoricalCrossentropy());
    }

    private static double loss(Streams data) {
        return training().fit(data, batchSize(3), shuffle(false), epochs(1), verbose(0)).last("loss");
    }
}

package dev.rondo.train;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.model.Seed.seed;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.bucketByLength;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.prefetch;
import static dev.rondo.train.Fitting.sampler;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.data.BalancedSampler;
import dev.rondo.data.Batch;
import dev.rondo.data.BucketBySequenceLength;
import dev.rondo.data.Dataset;
import dev.rondo.data.Streams;
import dev.rondo.model.Model;
import dev.rondo.nn.Activation;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.Fit;
import dev.rondo.train.callback.FitOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which batches `fit` sees, and where they are made.
class BatchingTest {
    private static final int[] LABELS = IntStream.range(0, 30).map(i -> i % 10 == 0 ? 1 : 0).toArray();

    private static Dataset data() {
        var sequences = new ArrayList<int[]>();
        for (int i = 0; i < LABELS.length; i++) sequences.add(IntStream.range(1, 3 + i % 7).toArray());
        return Dataset.of(sequences, LABELS);
    }

    /// Remembers what was asked for, by which thread.
    private static final class Watched implements Dataset {
        final Dataset data;
        final List<int[]> asked = new ArrayList<>();
        final List<String> threads = new ArrayList<>();
        int failAt = Integer.MAX_VALUE;

        Watched(Dataset data) { this.data = data; }

        @Override
        public int size() { return data.size(); }

        @Override
        public int length(int row) { return data.length(row); }

        @Override
        public synchronized Batch batch(int[] rows) {
            if (asked.size() == failAt) throw new RondoException("the disk is gone");
            asked.add(rows);
            threads.add(Thread.currentThread().getName());
            return data.batch(rows);
        }
    }

    private static Training training() {
        return Training.compile(
                Model.sequential(seed(1), embedding(20, 3).maskZero(), lstm(4), dense(2, Activation.SOFTMAX)),
                adam(0.01),
                sparseCategoricalCrossentropy());
    }

    private static Watched fit(FitOption... options) {
        var data = new Watched(data());
        training().fit(data, options);
        data.asked.removeFirst(); // to see the shape of the data
        return data;
    }

    @Test
    void prefetchingChangesNothingButTheThread() {
        var plain = training();
        plain.fit(data(), epochs(2), batchSize(7), verbose(0));
        var ahead = training();
        ahead.fit(data(), epochs(2), batchSize(7), prefetch(3), verbose(0));
        plain.model().weights().asMap()
                .forEach((name, w) -> assertThat(ahead.model().weights().get(name).data()).isEqualTo(w.data()));
        assertThat(fit(batchSize(7), prefetch(2), verbose(0)).threads).filteredOn(t -> t.equals("rondo-prefetch"))
                .hasSize(5);
    }

    @Test
    void whatTheDataThrowsArrives() {
        var data = new Watched(data());
        data.failAt = 3;
        assertThatThrownBy(() -> training().fit(data, batchSize(7), prefetch(2), verbose(0)))
                .isInstanceOf(RondoException.class).hasMessage("the disk is gone");
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName)).doesNotContain("rondo-prefetch");
    }

    @Test
    void samplersAndBuckets() {
        var balanced = fit(sampler(BalancedSampler.of(LABELS)), batchSize(9), verbose(0)).asked;
        var rows = balanced.stream().flatMapToInt(IntStream::of).toArray();
        assertThat(IntStream.of(rows).filter(r -> LABELS[r] == 1).count() * 2).isEqualTo(rows.length);
        var counts = new ArrayList<Integer>();
        var buckets = BucketBySequenceLength.of(List.of(5), List.of(8, 4));
        var bucketed = fit(bucketByLength(buckets), verbose(0), new Callback() {
            @Override
            public void batchEnd(int batch, Map<String, Double> logs, Fit fit) { counts.add(fit.batches()); }
        }).asked;
        assertThat(counts).containsOnly(bucketed.size());
        var lengths = data();
        assertThat(bucketed).allMatch(b -> IntStream.of(b).allMatch(r -> lengths.length(r) < 5)
                || IntStream.of(b).allMatch(r -> lengths.length(r) >= 5));
    }

    @Test
    void dataInOrderIsNotShuffled() {
        var ids = IntStream.range(0, 41).map(i -> 1 + i % 5).toArray();
        var model = Model.sequential(seed(2), input(5), embedding(6, 3), lstm(4).sequences().keepState(),
                dense(6, Activation.SOFTMAX));
        var training = Training.compile(model, adam(0.01), sparseCategoricalCrossentropy());
        var streams = Streams.of(ids, 2, 5).dropRemainder(true);
        assertThat(training.fit(streams, batchSize(2), epochs(2), verbose(0)).names()).contains("loss");
        assertThatThrownBy(() -> training.fit(streams, batchSize(2), shuffle(true), verbose(0)))
                .hasMessageContaining("follow each other");
    }
}

package dev.rondo.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.golden.Golden;
import dev.rondo.train.loss.Losses;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The mean of a loss that leaves out rows, as Keras counts it: see `weighted_means.py`.
class WeightedMeansGoldenTest {
    static List<Golden> cases() { return Golden.cases("weighted_means.json", "cases"); }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Golden c) {
        var loss = Losses.sparseCategoricalCrossentropy();
        if (c.given("ignore_class")) loss = loss.ignoreClass(c.whole("ignore_class"));
        var counting = Metrics.mean(c.flag("from_logits") ? loss.withLogits() : loss).start();
        double[] results = c.numbers("results");
        var batches = c.get("batches").each().toList();
        assertThat(batches).hasSameSizeAs(results);
        for (int i = 0; i < results.length; i++) {
            var batch = batches.get(i);
            counting.add(batch.tensor("y_true"), batch.tensor("y_pred"), batch.array("sample_weight"));
            assertThat(counting.value()).as("after batch %d", i + 1).isCloseTo(results[i], within(1e-5));
        }
    }
}

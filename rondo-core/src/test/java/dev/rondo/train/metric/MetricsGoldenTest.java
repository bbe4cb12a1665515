package dev.rondo.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.golden.Golden;
import dev.rondo.train.loss.Losses;
import dev.rondo.train.loss.WeightedMean;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Metrics over unequal batches as Keras counts them, and confusion matrices as scikit-learn scores them.
class MetricsGoldenTest {
    static List<Golden> cases() { return Golden.cases("metrics.json", "cases"); }

    static List<Golden> tables() { return Golden.cases("metrics.json", "scikit_learn"); }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Golden c) {
        var counting = metric(c.get("metric")).start();
        var results = c.get("results").each().map(r -> r.tensor().data()).toList();
        var batches = c.get("batches").each().toList();
        for (int i = 0; i < results.size(); i++) {
            var b = batches.get(i);
            var prediction = b.tensor("y_pred");
            var weights = WeightedMean.cells(prediction.shape().without(-1), b.array("sample_weight"), b.mask("mask"));
            counting.add(b.tensor("y_true"), prediction, weights);
            assertThat(numbers(counting)).as("after batch %d", i + 1).containsExactly(results.get(i), within(1e-5f));
        }
    }

    private static float[] numbers(Measuring counting) {
        var values = List.copyOf(counting.values().values());
        var numbers = new float[values.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = values.get(i).floatValue();
        return numbers;
    }

    private static Metric metric(Golden spec) {
        var c = spec.get("config");
        return switch (spec.text("class_name")) {
            case "BinaryAccuracy" -> Metrics.binaryAccuracy();
            case "CategoricalAccuracy" -> Metrics.categoricalAccuracy();
            case "SparseCategoricalAccuracy" -> Metrics.sparseCategoricalAccuracy();
            case "MeanSquaredError" -> Metrics.mean(Losses.meanSquaredError());
            case "MeanAbsoluteError" -> Metrics.mean(Losses.meanAbsoluteError());
            case "Precision" -> Metrics.precision(c.number("thresholds", 0.5));
            case "Recall" -> Metrics.recall(c.number("thresholds", 0.5));
            case "F1Score" -> !c.given("average")
                    ? c.given("threshold") ? Metrics.f1().threshold(c.number("threshold")) : Metrics.f1()
                    : new F1(Average.valueOf(c.text("average").toUpperCase(Locale.ROOT)),
                            c.given("threshold") ? OptionalDouble.of(c.number("threshold")) : OptionalDouble.empty());
            default -> throw new AssertionError(spec);
        };
    }

    @ParameterizedTest
    @MethodSource("tables")
    void agreesWithScikitLearn(Golden c) {
        float[] actual = c.tensor("y_true").data();
        float[] predicted = c.tensor("y_pred").data();
        float[] labels = c.tensor("labels").data();
        var matrix = new ConfusionMatrix((int) labels[labels.length - 1] + 1);
        for (int i = 0; i < actual.length; i++) matrix.add((int) actual[i], (int) predicted[i]);

        float[] counts = c.tensor("confusion_matrix").data();
        for (int i = 0; i < counts.length; i++) {
            assertThat(matrix.count((int) labels[i / labels.length], (int) labels[i % labels.length]))
                    .isEqualTo(counts[i]);
        }
        assertThat(matrix.accuracy()).isCloseTo(c.number("accuracy"), within(1e-9));
        agree(matrix, Average.MICRO, c.get("micro"));
        agree(matrix, Average.WEIGHTED, c.get("weighted"));
        // asked for by name, classes that never occur count for scikit-learn too
        agree(matrix, c.name().equals("absent_from_both") ? Average.MACRO : Average.MACRO_OCCURRING,
                c.get("macro"));
        for (int i = 0; i < labels.length; i++) {
            int label = (int) labels[i];
            var own = c.get("per_class");
            assertThat((float) matrix.precision(label)).isCloseTo(own.tensor("precision").data()[i], within(1e-6f));
            assertThat((float) matrix.recall(label)).isCloseTo(own.tensor("recall").data()[i], within(1e-6f));
            assertThat((float) matrix.f1(label)).isCloseTo(own.tensor("f1").data()[i], within(1e-6f));
        }
    }

    private static void agree(ConfusionMatrix matrix, Average average, Golden scores) {
        assertThat(matrix.precision(average)).as("%s precision", average).isCloseTo(scores.number("precision"),
                within(1e-9));
        assertThat(matrix.recall(average)).as("%s recall", average).isCloseTo(scores.number("recall"), within(1e-9));
        assertThat(matrix.f1(average)).as("%s f1", average).isCloseTo(scores.number("f1"), within(1e-9));
    }
}

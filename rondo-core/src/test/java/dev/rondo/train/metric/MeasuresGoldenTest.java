package dev.rondo.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.golden.Golden;
import dev.rondo.train.loss.CategoricalCrossentropy;
import dev.rondo.train.loss.SparseCategoricalCrossentropy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Metrics of several numbers, and metrics along other axes than the last, over unequal batches as Keras counts them.
class MeasuresGoldenTest {
    static List<Golden> cases() { return Golden.cases("vocabulary_measures.json", "metrics"); }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Golden c) {
        var metric = metric(c.get("metric"));
        var counting = metric.start();
        var batches = c.get("batches").each().toList();
        var results = c.get("results").each().map(r -> r.tensor().data()).toList();
        for (int i = 0; i < batches.size(); i++) {
            var b = batches.get(i);
            counting.add(b.tensor("y_true"), b.tensor("y_pred"), b.array("sample_weight"));
            var found = new ArrayList<>(counting.values().values());
            assertThat(found).as("after batch %d", i + 1).hasSize(results.get(i).length);
            for (int j = 0; j < found.size(); j++) {
                double expected = results.get(i)[j];
                assertThat(found.get(j)).as("number %d after batch %d", j, i + 1)
                        .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
            }
        }
        assertThat(counting.values()).containsOnlyKeys(parts(c.get("metric").get("config"), results.getFirst().length));
    }

    private static List<String> parts(Golden config, int n) {
        if (config.given("thresholds")) {
            return values(config, "thresholds").map(t -> t.asDouble() % 1 == 0 ? "" + t.asInt() : "" + t.asDouble())
                    .toList();
        }
        return n == 1 ? List.of("") : IntStream.range(0, n).mapToObj(Integer::toString).toList();
    }

    private static Stream<JsonNode> values(Golden config, String key) {
        return config.json().get(key).valueStream();
    }

    private static int[] axes(Golden c) {
        return c.json().get("axis").isArray() ? values(c, "axis").mapToInt(JsonNode::asInt).toArray()
                : new int[]{c.whole("axis")};
    }

    private static Metric metric(Golden spec) {
        var c = spec.get("config");
        return switch (spec.text("class_name")) {
            case "Precision" -> at(new Precision(positives(c)), c);
            case "Recall" -> at(new Recall(positives(c)), c);
            case "TruePositives" -> at(Metrics.truePositives(), c);
            case "TrueNegatives" -> at(Metrics.trueNegatives(), c);
            case "FalsePositives" -> at(Metrics.falsePositives(), c);
            case "FalseNegatives" -> at(Metrics.falseNegatives(), c);
            case "F1Score" -> thresholded(Metrics.f1(), c);
            case "FBetaScore" -> thresholded(Metrics.fBeta(c.number("beta")), c);
            case "R2Score" -> Metrics.r2Score().numRegressors((int) c.number("num_regressors", 0)).byOutput();
            case "CosineSimilarity" -> Metrics.meanCosineSimilarity().axis(c.whole("axis"));
            case "PearsonCorrelation" -> Metrics.pearsonCorrelation().axis(axes(c));
            case "ConcordanceCorrelation" -> Metrics.concordanceCorrelation().axis(axes(c));
            case "CategoricalCrossentropy" -> Metrics.mean(new CategoricalCrossentropy(c.flag("from_logits"),
                    c.number("label_smoothing", 0), c.whole("axis")));
            case "SparseCategoricalCrossentropy" -> Metrics.mean(
                    new SparseCategoricalCrossentropy(c.flag("from_logits"), OptionalInt.empty(), c.whole("axis")));
            case "OneHotMeanIoU" -> iou(Metrics.oneHotMeanIou(c.whole("num_classes")), c);
            case "OneHotIoU" -> iou(Metrics.oneHotIou(c.whole("num_classes"), ids(c)), c);
            case "MeanIoU" -> iou(Metrics.meanIou(c.whole("num_classes")), c);
            case "IoU" -> iou(Metrics.iou(c.whole("num_classes"), ids(c)), c);
            default -> throw new AssertionError(spec.text("class_name"));
        };
    }

    private static Positives positives(Golden c) {
        var positives = Positives.usual();
        if (c.given("top_k")) positives = positives.topK(c.whole("top_k"));
        return c.given("class_id") ? positives.classId(c.whole("class_id")) : positives;
    }

    private static Metric at(YesOrNo metric, Golden c) { return metric.thresholds(c.numbers("thresholds")); }

    private static Metric thresholded(FByClass f, Golden c) {
        return c.given("threshold") ? f.threshold(c.number("threshold")) : f;
    }

    private static Integer[] ids(Golden c) {
        return values(c, "target_class_ids").map(JsonNode::asInt).toArray(Integer[]::new);
    }

    private static Iou iou(Iou iou, Golden c) {
        if (c.given("ignore_class")) iou = iou.ignoreClass(c.whole("ignore_class"));
        if (c.given("sparse_y_pred")) iou = iou.sparseYPred(c.flag("sparse_y_pred"));
        return iou.axis(c.whole("axis"));
    }
}

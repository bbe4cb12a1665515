package dev.rondo.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.golden.Golden;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All metrics of Keras's vocabulary after each of several unequal batches, weighted and masked, beside Keras, and beside
/// scikit-learn where it answers the same question; see `vocabulary_metrics.py`.
class VocabularyMetricsGoldenTest {
    private static final String FILE = "vocabulary_metrics.json";
    private static final Golden DATA = Golden.cases(FILE, "data").getFirst();
    private static final double[] SIZES = DATA.numbers("sizes");

    static List<Golden> cases() { return Golden.cases(FILE, "cases"); }

    static List<Golden> reports() { return Golden.cases(FILE, "reports"); }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Golden c) {
        var metric = metric(c.get("metric"));
        assertThat(metric.name()).isEqualTo(c.get("metric").text("name"));
        var counting = (Counting) metric.start();
        double[] results = c.numbers("results");
        int at = 0;
        for (int i = 0; i < results.length; i++) {
            int from = at;
            at += (int) SIZES[i];
            int to = at;
            var weights = c.given("sample_weight")
                    ? Optional.of(rows(c.text("sample_weight"), from, to).data()) : Optional.<float[]>empty();
            counting.add(rows(c.text("y_true"), from, to), rows(c.text("y_pred"), from, to), weights);
            assertThat(counting.value()).as("after batch %d", i + 1)
                    .isCloseTo(results[i], within(1e-5 * Math.max(1, Math.abs(results[i]))));
        }
        if (c.given("sklearn")) assertThat(counting.value()).isCloseTo(c.number("sklearn"), within(1e-6));
    }

    /// With very many thresholds, or the predictions themselves, the area is scikit-learn's.
    @Test
    void moreThresholdsComeNearerToScikitLearn() {
        var near = cases().stream().filter(c -> c.given("sklearn_near") && !c.name().contains("curve=PR")).toList();
        assertThat(near).hasSizeGreaterThan(5);
        for (var c : near) {
            var auc = (Auc) metric(c.get("metric"));
            var counting = auc.numThresholds(100_001).start();
            int all = (int) DoubleStream.of(SIZES).sum();
            counting.add(rows(c.text("y_true"), 0, all), rows(c.text("y_pred"), 0, all),
                    c.given("sample_weight") ? Optional.of(rows(c.text("sample_weight"), 0, all).data())
                            : Optional.empty());
            assertThat(counting.value()).as(c.name()).isCloseTo(c.number("sklearn_near"), within(1e-6));
        }
    }

    private static Tensor rows(String name, int from, int to) {
        var all = DATA.tensor(name);
        int each = all.data().length / all.shape().size(0);
        return Tensor.of(all.shape().with(0, to - from), Arrays.copyOfRange(all.data(), from * each, to * each));
    }

    private static Metric metric(Golden spec) {
        var c = spec.get("config");
        return switch (spec.text("class_name")) {
            case "Accuracy" -> Metrics.exactAccuracy();
            case "BinaryAccuracy" -> Metrics.binaryAccuracy(c.number("threshold"));
            case "TopKCategoricalAccuracy" -> Metrics.topKCategoricalAccuracy(c.whole("k"));
            case "SparseTopKCategoricalAccuracy" -> c.flag("from_sorted_ids")
                    ? Metrics.sparseTopKCategoricalAccuracy(c.whole("k")).withSortedIds()
                    : Metrics.sparseTopKCategoricalAccuracy(c.whole("k"));
            case "TruePositives" -> new TruePositives(positives(c));
            case "TrueNegatives" -> new TrueNegatives(positives(c));
            case "FalsePositives" -> new FalsePositives(positives(c));
            case "FalseNegatives" -> new FalseNegatives(positives(c));
            case "Precision" -> new Precision(positives(c));
            case "Recall" -> new Recall(positives(c));
            case "SensitivityAtSpecificity", "SpecificityAtSensitivity", "PrecisionAtRecall", "RecallAtPrecision" ->
                at(spec.text("class_name"), c);
            case "AUC" -> auc(c);
            case "F1Score" -> f1(c);
            case "FBetaScore" -> fBeta(c);
            case "RootMeanSquaredError" -> Metrics.rootMeanSquaredError();
            case "CosineSimilarity" -> Metrics.meanCosineSimilarity();
            case "PearsonCorrelation" -> Metrics.pearsonCorrelation();
            case "ConcordanceCorrelation" -> Metrics.concordanceCorrelation();
            case "R2Score" -> Metrics.r2Score().numRegressors((int) c.number("num_regressors", 0))
                    .classAggregation(c.given("class_aggregation")
                            ? ClassAggregation.valueOf(c.text("class_aggregation").toUpperCase(Locale.ROOT))
                            : ClassAggregation.UNIFORM_AVERAGE);
            case "IoU" -> iou(Metrics.iou(c.whole("num_classes"), ids(c)), c);
            case "MeanIoU" -> iou(Metrics.meanIou(c.whole("num_classes")), c);
            case "OneHotIoU" -> iou(Metrics.oneHotIou(c.whole("num_classes"), ids(c)), c);
            case "OneHotMeanIoU" -> iou(Metrics.oneHotMeanIou(c.whole("num_classes")), c);
            case "BinaryIoU" -> c.given("threshold")
                    ? Metrics.binaryIou().threshold(c.number("threshold")).targetClassIds(ids(c)) : Metrics.binaryIou();
            default -> throw new AssertionError(spec);
        };
    }

    private static Positives positives(Golden c) {
        var p = Positives.usual();
        if (c.given("thresholds")) p = p.threshold(c.number("thresholds"));
        if (c.given("top_k")) p = p.topK(c.whole("top_k"));
        return c.given("class_id") ? p.classId(c.whole("class_id")) : p;
    }

    private static Metric at(String kind, Golden c) {
        int n = (int) c.number("num_thresholds", 200);
        boolean one = c.given("class_id");
        return switch (kind) {
            case "SensitivityAtSpecificity" -> {
                var m = Metrics.sensitivityAtSpecificity(c.number("specificity")).numThresholds(n);
                yield one ? m.classId(c.whole("class_id")) : m;
            }
            case "SpecificityAtSensitivity" -> {
                var m = Metrics.specificityAtSensitivity(c.number("sensitivity")).numThresholds(n);
                yield one ? m.classId(c.whole("class_id")) : m;
            }
            case "PrecisionAtRecall" -> {
                var m = Metrics.precisionAtRecall(c.number("recall")).numThresholds(n);
                yield one ? m.classId(c.whole("class_id")) : m;
            }
            default -> {
                var m = Metrics.recallAtPrecision(c.number("precision")).numThresholds(n);
                yield one ? m.classId(c.whole("class_id")) : m;
            }
        };
    }

    private static Auc auc(Golden c) {
        var auc = Metrics.auc().numThresholds((int) c.number("num_thresholds", 200));
        if (c.given("thresholds")) auc = auc.thresholds(c.numbers("thresholds"));
        if (c.given("curve")) {
            auc = auc.curve(c.text("curve").equals("PRGAIN") ? Curve.PR_GAIN : Curve.valueOf(c.text("curve")));
        }
        if (c.given("summation_method")) {
            auc = auc.summationMethod(Summation.valueOf(c.text("summation_method").toUpperCase(Locale.ROOT)));
        }
        if (c.flag("multi_label")) auc = auc.withMultiLabel();
        if (c.given("label_weights")) auc = auc.labelWeights(c.numbers("label_weights"));
        return c.flag("from_logits") ? auc.withLogits() : auc;
    }

    private static Average average(Golden c) { return Average.valueOf(c.text("average").toUpperCase(Locale.ROOT)); }

    private static Metric f1(Golden c) {
        var f1 = Metrics.f1(average(c));
        return c.given("threshold") ? f1.threshold(c.number("threshold")) : f1;
    }

    private static Metric fBeta(Golden c) {
        var f = Metrics.fBeta(average(c), c.number("beta"));
        return c.given("threshold") ? f.threshold(c.number("threshold")) : f;
    }

    private static Integer[] ids(Golden c) {
        return DoubleStream.of(c.numbers("target_class_ids")).mapToObj(x -> (int) x).toArray(Integer[]::new);
    }

    private static Iou iou(Iou iou, Golden c) {
        if (c.given("ignore_class")) iou = iou.ignoreClass(c.whole("ignore_class"));
        if (c.given("sparse_y_true")) iou = iou.sparseYTrue(c.flag("sparse_y_true"));
        return c.given("sparse_y_pred") ? iou.sparseYPred(c.flag("sparse_y_pred")) : iou;
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reportsAsScikitLearnPrints(Golden c) {
        var names = Stream.of(c.json().get("names")).flatMap(n -> n.valueStream()).map(n -> n.asString()).toList();
        var matrix = new ConfusionMatrix(names.size());
        float[] actual = c.tensor("y_true").data();
        float[] predicted = c.tensor("y_pred").data();
        for (int i = 0; i < actual.length; i++) matrix.add((int) actual[i], (int) predicted[i]);
        assertThat(ClassReport.of(matrix, names).text(c.whole("digits"))).isEqualTo(c.text("text"));
    }

    @Test
    void aReportOfWeightsHasDigitsInItsSupport() {
        var matrix = new ConfusionMatrix(2);
        matrix.add(Tensor.vector(0, 1), Tensor.of(Shape.of(2, 2), 1, 0, 1, 0), Optional.of(new float[]{.5f, 2}));
        assertThat(ClassReport.of(matrix).toString())
                .contains("           0       0.20      1.00      0.33      0.50\n")
                .contains("           1       0.00      0.00      0.00         2\n");
    }
}

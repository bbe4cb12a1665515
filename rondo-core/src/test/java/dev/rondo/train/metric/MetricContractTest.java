package dev.rondo.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.contract.Discover;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Losses;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every metric: rows count alike whatever batch they come in, padding does not count whatever is in it,
/// a weight of 2 is a row that comes twice, and nothing is 0.
class MetricContractTest {
    private static final int CLASSES = 4;
    private static final long SEED = 20;

    /// What a metric is asked about.
    enum Kind {
        BITS, ONE_HOT, LABELS, NUMBERS, CLASS_NUMBERS
    }

    record Sample(Metric metric, Kind kind) {
        @Override
        public String toString() { return metric.toString(); }
    }

    static List<Sample> samples() {
        return List.of(new Sample(Metrics.accuracy(), Kind.BITS), new Sample(Metrics.accuracy(), Kind.ONE_HOT),
                new Sample(Metrics.accuracy(), Kind.LABELS), new Sample(Metrics.binaryAccuracy(), Kind.BITS),
                new Sample(Metrics.categoricalAccuracy(), Kind.ONE_HOT),
                new Sample(Metrics.sparseCategoricalAccuracy(), Kind.LABELS),
                new Sample(Metrics.topKCategoricalAccuracy(2), Kind.ONE_HOT),
                new Sample(Metrics.sparseTopKCategoricalAccuracy(2), Kind.LABELS),
                new Sample(Metrics.exactAccuracy(), Kind.CLASS_NUMBERS),
                new Sample(Metrics.truePositives(), Kind.BITS), new Sample(Metrics.trueNegatives(), Kind.ONE_HOT),
                new Sample(Metrics.falsePositives(), Kind.BITS), new Sample(Metrics.falseNegatives(), Kind.ONE_HOT),
                new Sample(Metrics.precision(), Kind.BITS), new Sample(Metrics.precision().topK(2), Kind.ONE_HOT),
                new Sample(Metrics.recall(), Kind.BITS), new Sample(Metrics.recall(.3).classId(1), Kind.ONE_HOT),
                new Sample(Metrics.auc(), Kind.BITS), new Sample(Metrics.auc().curve(Curve.PR), Kind.ONE_HOT),
                new Sample(Metrics.auc().withMultiLabel().labelWeights(1, 2, 3, 4), Kind.ONE_HOT),
                new Sample(Metrics.sensitivityAtSpecificity(.6), Kind.BITS),
                new Sample(Metrics.specificityAtSensitivity(.6), Kind.BITS),
                new Sample(Metrics.precisionAtRecall(.6), Kind.BITS),
                new Sample(Metrics.recallAtPrecision(.6).classId(2), Kind.ONE_HOT),
                new Sample(Metrics.f1(Average.MACRO), Kind.LABELS),
                new Sample(Metrics.fBeta(Average.WEIGHTED, 2), Kind.ONE_HOT),
                new Sample(Metrics.recall().thresholds(.7, .3), Kind.BITS),
                new Sample(Metrics.precision().classId(2).thresholds(.2, .4), Kind.ONE_HOT),
                new Sample(Metrics.f1(), Kind.LABELS),
                new Sample(Metrics.fBeta(.5).classes("a", "b", "c", "d").named("f_half"), Kind.ONE_HOT),
                new Sample(Metrics.r2Score().byOutput(), Kind.NUMBERS),
                new Sample(Metrics.iou(CLASSES, 0, 2).ignoreClass(1), Kind.CLASS_NUMBERS),
                new Sample(Metrics.meanIou(CLASSES).sparseYPred(false), Kind.LABELS),
                new Sample(Metrics.oneHotMeanIou(CLASSES), Kind.ONE_HOT), new Sample(Metrics.binaryIou(), Kind.BITS),
                new Sample(Metrics.mse(), Kind.NUMBERS),
                new Sample(Metrics.mean(Losses.binaryCrossentropy()), Kind.BITS),
                new Sample(Metrics.rootMeanSquaredError(), Kind.NUMBERS), new Sample(Metrics.r2Score(), Kind.NUMBERS),
                new Sample(Metrics.meanCosineSimilarity(), Kind.NUMBERS),
                new Sample(Metrics.pearsonCorrelation(), Kind.NUMBERS),
                new Sample(Metrics.concordanceCorrelation(), Kind.NUMBERS),
                new Sample(Metrics.perplexity(), Kind.LABELS),
                new Sample(Metrics.mean("bias", Direction.DOWN, (t, p) -> Ops.minus(p, t)), Kind.NUMBERS),
                new Sample(Metrics.sum("products", Direction.UP, Ops::times), Kind.NUMBERS),
                new Sample(Metrics.auc().curve(Curve.PR_GAIN).named("auc_pr_gain"), Kind.BITS));
    }

    @Test
    void everyMetricIsTested() {
        Discover.assertNoneForgotten(Metric.class, samples().stream().map(Sample::metric).toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void batchesOfAnySizeCountAsOne(Sample s) {
        var all = Rows.draw(s.kind, 24);
        var parts = s.metric.start();
        for (int[] part : new int[][]{{0, 7}, {7, 8}, {8, 8}, {8, 24}}) {
            if (part[0] < part[1]) all.range(part[0], part[1]).addTo(parts);
        }
        close(parts.values(), all.of(s.metric), 1e-9);
        assertThat(parts.values().values()).as("seed %d", SEED).doesNotContain(0.0);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void paddingDoesNotCount(Sample s) {
        var all = Rows.draw(s.kind, 24);
        var real = new boolean[24];
        for (int i = 0; i < 24; i++) real[i] = i % 6 < 2 + i / 6; // sequences of 2, 3, 4 and 5 steps of 6
        close(all.padded(real, 4, 6).of(s.metric), all.only(real).of(s.metric), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aWeightOfTwoIsARowThatComesTwice(Sample s) {
        var all = Rows.draw(s.kind, 24);
        var twice = s.metric.start();
        var even = new boolean[24];
        for (int i = 0; i < 24; i += 2) even[i] = true;
        all.addTo(twice);
        all.only(even).addTo(twice);
        for (int i = 0; i < 24; i += 2) all.weights[i] *= 2;
        close(twice.values(), all.of(s.metric), 1e-7);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingIsZero(Sample s) {
        assertThat(s.metric.start().values().values()).allMatch(v -> v == 0);
        var masked = Rows.draw(s.kind, 6);
        Arrays.fill(masked.weights, 0);
        assertThat(masked.of(s.metric).values()).isNotEmpty().allMatch(v -> v == 0);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anotherNameChangesNothingElse(Sample s) {
        var all = Rows.draw(s.kind, 12);
        var renamed = s.metric.named("other");
        assertThat(renamed.name()).isEqualTo("other");
        assertThat(renamed.direction()).isEqualTo(s.metric.direction());
        assertThat(all.of(renamed)).isEqualTo(all.of(s.metric));
        assertThat(s.metric.name()).matches("[a-z][a-z0-9_]*");
    }

    /// Whichever numbers a metric has, each of them is known by its name in the logs.
    @ParameterizedTest
    @MethodSource("samples")
    void everyNumberIsKnownByItsName(Sample s) {
        for (var metric : List.of(s.metric, s.metric.named("other"))) {
            Rows.draw(s.kind, 12).of(metric).keySet().forEach(part -> {
                String entry = part.isEmpty() ? metric.name() : metric.name() + "_" + part;
                assertThat(metric.logs(entry)).as(entry).isTrue();
                assertThat(Direction.of("val_" + entry, List.of(Metrics.perplexity().named("x"), metric)))
                        .contains(metric.direction());
            });
            assertThat(metric.logs("another")).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shapesThatDoNotFitAreAnError(Sample s) {
        var all = Rows.draw(s.kind, 12);
        var other = Rows.draw(s.kind, 11);
        assertThatThrownBy(() -> s.metric.start().add(other.target, all.prediction, Optional.empty()))
                .isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> s.metric.start().add(all.target, all.prediction, Optional.of(new float[5])))
                .isInstanceOf(RondoException.class).hasMessageContaining("5 weights");
    }

    private static void close(Map<String, Double> found, Map<String, Double> expected, double by) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((part, value) -> assertThat(value).as("%s, seed %d", part, SEED).isCloseTo(expected.get(part),
                within(by)));
    }

    /// Targets and predictions of one kind, row by row, and a weight for each row.
    private static final class Rows {
        final Tensor target;
        final Tensor prediction;
        final float[] weights;

        Rows(Tensor target, Tensor prediction, float... weights) {
            this.target = target;
            this.prediction = prediction;
            this.weights = weights;
        }

        static Rows draw(Kind kind, int n) {
            var random = new Random(SEED);
            int width = kind == Kind.BITS || kind == Kind.CLASS_NUMBERS ? 1 : CLASSES;
            var target = new float[kind == Kind.LABELS ? n : n * width];
            var prediction = new float[n * width];
            var weights = new float[n];
            for (int i = 0; i < n; i++) {
                weights[i] = .25f + random.nextInt(8) / 4f;
                float sum = 0;
                int label = random.nextInt(CLASSES);
                for (int j = i * width; j < (i + 1) * width; j++) {
                    switch (kind) {
                        case BITS -> target[j] = label % 2;
                        case ONE_HOT -> target[j] = j - i * width == label ? 1 : 0;
                        case LABELS -> target[i] = label;
                        case NUMBERS -> target[j] = (float) random.nextGaussian();
                        case CLASS_NUMBERS -> target[j] = label;
                    }
                    prediction[j] = switch (kind) {
                        case NUMBERS -> target[j] + (float) random.nextGaussian();
                        case CLASS_NUMBERS -> random.nextBoolean() ? label : random.nextInt(CLASSES);
                        case BITS -> (random.nextFloat() + label % 2 * .3f) / 1.3f;
                        default -> random.nextFloat() + (j - i * width == label ? .4f : 0);
                    };
                    sum += prediction[j];
                }
                if (kind != Kind.ONE_HOT && kind != Kind.LABELS) continue;
                for (int j = i * width; j < (i + 1) * width; j++) prediction[j] /= sum;
            }
            return new Rows(Tensor.of(kind == Kind.LABELS ? Shape.of(n) : Shape.of(n, width), target),
                    Tensor.of(Shape.of(n, width), prediction), weights);
        }

        Rows range(int from, int to) {
            var chosen = new boolean[weights.length];
            Arrays.fill(chosen, from, to, true);
            return only(chosen);
        }

        Rows only(boolean[] chosen) {
            return new Rows(chosen(target, chosen), chosen(prediction, chosen),
                    chosen(Tensor.vector(weights), chosen).data());
        }

        private static Tensor chosen(Tensor t, boolean[] chosen) {
            int each = t.data().length / chosen.length;
            var data = new float[t.data().length];
            int at = 0;
            for (int i = 0; i < chosen.length; i++) {
                if (!chosen[i]) continue;
                System.arraycopy(t.data(), i * each, data, at, each);
                at += each;
            }
            return Tensor.of(t.shape().with(0, at / each), Arrays.copyOf(data, at));
        }

        /// As sequences, whose other steps have no weight and hold what no real step would.
        Rows padded(boolean[] real, int batch, int time) {
            var t = target.data().clone();
            var p = prediction.data().clone();
            var w = weights.clone();
            int each = p.length / w.length;
            for (int i = 0; i < real.length; i++) {
                if (real[i]) continue;
                w[i] = 0;
                Arrays.fill(p, i * each, (i + 1) * each, Float.NaN);
                Arrays.fill(t, i * (t.length / w.length), (i + 1) * (t.length / w.length), 0);
            }
            var shape = Shape.of(batch, time, each);
            return new Rows(Tensor.of(target.shape().rank() == 1 ? shape.without(-1) : shape, t), Tensor.of(shape, p),
                    w);
        }

        void addTo(Measuring counting) { counting.add(target, prediction, Optional.of(weights)); }

        Map<String, Double> of(Metric metric) {
            var counting = metric.start();
            addTo(counting);
            return counting.values();
        }
    }
}

package dev.rondo.train.metric;

import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.metric.Metrics.f1;
import static dev.rondo.train.metric.Metrics.precision;
import static dev.rondo.train.metric.Metrics.sparseCategoricalAccuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Losses;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Tensor THREE = Tensor.of(Shape.of(2, 3), .1f, .8f, .1f, .5f, .2f, .3f);

    private static double once(Metric metric, Tensor target, Tensor prediction) {
        var counting = (Counting) metric.start();
        counting.add(target, prediction, Optional.empty());
        return counting.value();
    }

    @Test
    void accuracyKnowsItsKind() {
        assertThat(once(accuracy(), Tensor.of(Shape.of(2, 3), 0, 1, 0, 0, 0, 1), THREE)).isEqualTo(.5);
        assertThat(once(accuracy(), Tensor.vector(1, 0), THREE)).isEqualTo(1);
        assertThat(once(accuracy(), Tensor.of(Shape.of(2, 1), 1, 2), THREE)).isEqualTo(.5);
        var binary = Tensor.of(Shape.of(4, 1), .5f, .51f, .9f, .1f);
        assertThat(once(accuracy(), Tensor.vector(0, 1, 1, 1), binary)).isEqualTo(.75);
        assertThat(once(accuracy(), Tensor.of(Shape.of(1, 2), 1, 1), Tensor.of(Shape.of(1, 2, 3), THREE.data())))
                .isEqualTo(.5);
    }

    @Test
    void everySampleCountsTheSameInBatchesOfAnySize() {
        var counting = sparseCategoricalAccuracy().start();
        assertThat(counting.value()).isZero();
        counting.add(Tensor.vector(1, 0), THREE, Optional.empty());
        counting.add(Tensor.vector(0), Tensor.of(Shape.of(1, 3), 0, 1, 0), Optional.empty());
        assertThat(counting.value()).isCloseTo(2 / 3., within(1e-12));
        counting.add(Tensor.vector(0), Tensor.of(Shape.of(1, 3), 0, 1, 0), Optional.of(new float[]{0}));
        assertThat(counting.value()).isCloseTo(2 / 3., within(1e-12));
    }

    @Test
    void f1TakesClassNumbersToo() {
        var oneHot = Tensor.of(Shape.of(2, 3), 0, 1, 0, 0, 0, 1);
        for (var average : Average.values()) {
            assertThat(once(f1(average), Tensor.vector(1, 2), THREE)).isEqualTo(once(f1(average), oneHot, THREE));
        }
        assertThat(once(f1(Average.MACRO), oneHot, THREE)).isCloseTo(1 / 3., within(1e-6));
        assertThat(once(f1(Average.MICRO), oneHot, THREE)).isCloseTo(.5, within(1e-6));
    }

    @Test
    void macroCountsAbsentClassesUnlessTold() {
        var fourClasses = Tensor.of(Shape.of(2, 4), 1, 0, 0, 0, 0, 1, 0, 0);
        assertThat(once(f1(Average.MACRO), Tensor.vector(0, 1), fourClasses)).isCloseTo(.5, within(1e-6));
        assertThat(once(f1(Average.MACRO_OCCURRING), Tensor.vector(0, 1), fourClasses)).isCloseTo(1, within(1e-6));
    }

    @Test
    void mostConfused() {
        var matrix = new ConfusionMatrix(3);
        matrix.add(0, 1);
        matrix.add(2, 1);
        matrix.add(2, 1);
        matrix.add(1, 1);
        matrix.add(Tensor.vector(1, 0), THREE, Optional.empty());
        assertThat(matrix.mostConfused(5)).containsExactly(new ConfusionMatrix.Confusion(2, 1, 2),
                new ConfusionMatrix.Confusion(0, 1, 1));
        assertThat(matrix.mostConfused(1)).hasSize(1);
        assertThat(matrix.total()).isEqualTo(6);
        assertThat(matrix.count(0, 0)).isEqualTo(1);
        assertThatThrownBy(() -> matrix.add(3, 0)).isInstanceOf(RondoException.class)
                .hasMessage("confusion matrix: the actual class is 0 to 2, got 3");
    }

    @Test
    void directions() {
        List<Metric> metrics = List.of(accuracy(), Metrics.mse());
        assertThat(Direction.of("val_loss", metrics)).contains(Direction.DOWN);
        assertThat(Direction.of("val_accuracy", metrics)).contains(Direction.UP);
        assertThat(Direction.of("mean_squared_error", metrics)).contains(Direction.DOWN);
        assertThat(Direction.of("other", metrics)).isEmpty();
    }

    @Test
    void severalNumbersHaveOneDirectionAndTheirNames() {
        List<Metric> metrics = List.of(Metrics.falsePositives().thresholds(.25, 1e-4, 1), Metrics.recall(),
                Metrics.recall().thresholds(.5), Metrics.f1().named("f"));
        assertThat(metrics.getFirst().start().values()).containsOnlyKeys("0.25", "0.0001", "1");
        assertThat(Direction.of("val_false_positives_0.25", metrics)).contains(Direction.DOWN);
        assertThat(Direction.of("recall_0.5", metrics)).contains(Direction.UP);
        assertThat(Direction.of("f_sport", metrics)).contains(Direction.UP);
        assertThat(Direction.of("f1_score_0", metrics)).isEmpty();
        // of two that could be meant, the one with the longer name
        assertThat(Direction.of("a_b_0", List.of(metrics.getFirst().named("a"), Metrics.f1().named("a_b"))))
                .contains(Direction.UP);
        var named = Metrics.f1().classes("x", "y", "z").start();
        assertThat(named.values()).containsOnlyKeys("x", "y", "z").containsValues(0.0);
        named.add(Tensor.vector(0, 1), THREE, Optional.empty());
        assertThat(named.values()).containsOnlyKeys("x", "y", "z");
    }

    @Test
    void severalNumbersThatCannotBeAreRefused() {
        refused(() -> Metrics.recall().thresholds(), "recall: thresholds() takes one or more, got none");
        refused(() -> Metrics.recall().thresholds(.5, 2), "each threshold must be from 0 to 1, got 2.0");
        refused(() -> Metrics.recall().thresholds(.5, .5), "a threshold came twice in [0.5, 0.5]");
        refused(() -> Metrics.recall(.3).thresholds(.5, .7), "recall: it has the threshold 0.3 already");
        refused(() -> Metrics.f1().classes("a", "a"), "called by a name of its own, got [a, a]");
        refused(() -> Metrics.fBeta(0), "fbeta_score: beta must be a finite number above 0, got 0.0");
        refused(() -> Metrics.f1().classes("a", "b").start().add(Tensor.vector(0, 1), THREE, Optional.empty()),
                "f1_score: 2 names came for predictions of 3 columns");
        refused(() -> Metrics.r2Score().byOutput("a").start().add(THREE, THREE, Optional.empty()),
                "r2_score: 1 names came for predictions of 3 columns");
    }

    /// Sequences of two steps and of three; what is under the mask may be anything.
    @Test
    void alongTimeMaskedStepsAreNoPartOfTheRow() {
        var t = Tensor.of(Shape.of(2, 3, 1), 1, 2, 99, 4, 1, 5);
        var p = Tensor.of(Shape.of(2, 3, 1), 3, 5, Float.NaN, 1, 3, 2);
        var first = once(Metrics.concordanceCorrelation(), Tensor.of(Shape.of(1, 2), 1, 2),
                Tensor.of(Shape.of(1, 2), 3, 5));
        var second = once(Metrics.concordanceCorrelation(), Tensor.of(Shape.of(1, 3), 4, 1, 5),
                Tensor.of(Shape.of(1, 3), 1, 3, 2));
        var counting = Metrics.concordanceCorrelation().axis(1).start();
        counting.add(t, p, Optional.of(new float[]{.5f, .5f, 0, 2, 2, 2}));
        assertThat(counting.value()).isCloseTo((.5 * first + 2 * second) / 2.5, within(1e-12));
        refused(() -> Metrics.pearsonCorrelation().axis(1).start().add(t, p,
                Optional.of(new float[]{1, 2, 0, 1, 1, 1})),
                "a row has the weights 1.0 and 2.0");
        refused(() -> once(Metrics.meanCosineSimilarity().axis(3), t, p), "axis 3 is none of the prediction [2, 3, 1]");
    }

    @Test
    void lossesAlongAnotherAxisHaveNoStepsToWeigh() {
        var p = Tensor.of(Shape.of(2, 3, 2), .2f, .5f, .3f, .1f, .5f, .4f, .6f, .3f, .3f, .3f, .1f, .4f);
        var t = Tensor.of(Shape.of(2, 2), 0, 2, 1, 0);
        var metric = Metrics.mean(Losses.sparseCategoricalCrossentropy().axis(1));
        double plain = once(metric, t, p);
        double expected = -(Math.log(.2) + Math.log(.4) + Math.log(.3) + Math.log(.3)) / 4;
        assertThat(plain).isCloseTo(expected, within(1e-6));
        var one = metric.start();
        one.add(t, p, Optional.of(new float[]{1, 1, 1, 0, 0, 0}));
        assertThat(one.value()).isCloseTo(-(Math.log(.2) + Math.log(.4)) / 2, within(1e-6));
        refused(() -> metric.start().add(t, p, Optional.of(new float[]{1, 1, 0, 1, 1, 1})),
                "steps of sample 0 weigh 1.0 and 0.0");
        refused(() -> Metrics.oneHotMeanIou(3).axis(1).start().add(p, p, Optional.of(new float[]{1, 1, 0, 1, 1, 1})),
                "io_u: steps of sample 0 weigh 1.0 and 0.0");
    }

    /// Weights of losses along time, one for each sample and feature, are none of steps, though their number may divide.
    @Test
    void weightsOfOtherPlacesAreRefused() {
        var p = Tensor.of(Shape.of(1, 4, 2), .2f, .5f, .3f, .1f, .5f, .4f, .6f, .3f);
        for (var metric : List.of(Metrics.recall(), Metrics.meanCosineSimilarity(), Metrics.f1(), Metrics.r2Score())) {
            refused(() -> metric.start().add(p, p, Optional.of(new float[]{1, 2})), "2 weights came for");
        }
    }

    @Test
    void whatALossIgnoresDoesNotCountOnceThereAreWeights() {
        var ignoring = Metrics.mean(Losses.sparseCategoricalCrossentropy().ignoreClass(-1));
        double second = once(Metrics.mean(Losses.sparseCategoricalCrossentropy()), Tensor.vector(1),
                Tensor.of(Shape.of(1, 3), Arrays.copyOfRange(THREE.data(), 3, 6)));
        var weighted = ignoring.start();
        weighted.add(Tensor.vector(-1, 1), THREE, Optional.of(new float[]{1, 1}));
        assertThat(weighted.values().values()).containsExactly(second);
        assertThat(once(ignoring, Tensor.vector(-1, 1), THREE)).as("as 0 without").isEqualTo(second / 2);
    }

    @Test
    void errorsSayWhatToDo() {
        assertThatThrownBy(() -> once(precision(), Tensor.vector(0, 1), THREE)).isInstanceOf(RondoException.class)
                .hasMessageContaining("precision: the target has shape [2], but the prediction has [2, 3]");
        assertThatThrownBy(() -> once(sparseCategoricalAccuracy(), THREE, THREE))
                .hasMessageContaining("use categoricalAccuracy");
        assertThatThrownBy(() -> once(f1(Average.MICRO), Tensor.zeros(2, 1), Tensor.zeros(2, 1)))
                .hasMessageContaining("set threshold(0.5)");
        assertThatThrownBy(() -> accuracy().start().add(Tensor.vector(0, 1), THREE, Optional.of(new float[3])))
                .hasMessageContaining("3 weights came for 2 numbers");
    }

    @Test
    void theFirstOfEqualNumbersAreTheTopK() {
        var flat = Tensor.of(Shape.of(2, 3), .2f, .2f, .2f, .1f, .3f, .3f);
        var target = Tensor.of(Shape.of(2, 3), 1, 0, 1, 0, 0, 1);
        assertThat(once(precision().topK(1), target, flat)).isEqualTo(.5);
        assertThat(once(precision().topK(2), target, flat)).isEqualTo(.5);
        assertThat(once(Metrics.recall().topK(2), target, flat)).isCloseTo(2 / 3., within(1e-12));
        // of a class that ties, top k accuracy asks only how many are above it
        assertThat(once(Metrics.sparseTopKCategoricalAccuracy(1), Tensor.vector(2, 2), flat)).isEqualTo(1);
        assertThat(once(Metrics.sparseTopKCategoricalAccuracy(5), Tensor.vector(0, 3), flat)).isEqualTo(.5);
    }

    @Test
    void whatDoesNotVaryHasNoCorrelation() {
        var line = Tensor.of(Shape.of(2, 2), 1, 2, 1, 2);
        var halfFlat = Tensor.of(Shape.of(2, 2), 3, 4, 5, 5);
        assertThat(once(Metrics.pearsonCorrelation(), line, halfFlat)).isCloseTo(.5, within(1e-6));
        assertThat(once(Metrics.meanCosineSimilarity(), line, Tensor.zeros(2, 2))).isZero();
    }

    @Test
    void r2OfTargetsThatAreAllTheSame() {
        var same = Tensor.of(Shape.of(3, 1), .1f, .1f, .1f);
        assertThat(once(Metrics.r2Score(), same, same)).isEqualTo(1);
        assertThat(once(Metrics.r2Score(), same, Tensor.of(Shape.of(3, 1), .1f, .1f, .2f))).isZero();
        var two = Tensor.of(Shape.of(3, 2), .1f, 1, .1f, 2, .1f, 3);
        var weighted = Metrics.r2Score().classAggregation(ClassAggregation.VARIANCE_WEIGHTED_AVERAGE);
        assertThat(once(weighted, two, Tensor.of(Shape.of(3, 2), 9, 1, 9, 2, 9, 3))).isEqualTo(1);
    }

    @Test
    void perplexityOfAGuessIsTheNumberOfWords() {
        var guess = Tensor.of(Shape.of(1, 2, 4), .25f, .25f, .25f, .25f, .25f, .25f, .25f, .25f);
        var words = Tensor.of(Shape.of(1, 2), 0, 3);
        assertThat(once(Metrics.perplexity(), words, guess)).isCloseTo(4, within(1e-6));
        assertThat(once(Metrics.perplexity().withLogits(), words, guess)).isCloseTo(4, within(1e-6));
    }

    @Test
    void optionsThatMakeNoSense() {
        var bits = Tensor.of(Shape.of(2, 1), 0, 1);
        refused(() -> precision(1.5), "threshold must be from 0 to 1, got 1.5");
        refused(() -> precision().topK(0), "topK must be at least 1, got 0");
        refused(() -> once(precision().topK(4), THREE, THREE),
                "precision: the prediction [2, 3] has 3 columns, too few");
        refused(() -> once(Metrics.recall().classId(3), THREE, THREE), "too few for classId(3)");
        refused(() -> once(Metrics.precisionAtRecall(.5).classId(3), THREE, THREE), "too few for classId(3)");
        refused(() -> Metrics.precisionAtRecall(-.1), "precision_at_recall: recall must be from 0 to 1, got -0.1");
        refused(() -> Metrics.recallAtPrecision(.1).numThresholds(0), "numThresholds must be at least 1, got 0");
        refused(() -> Metrics.auc().numThresholds(1), "auc: numThresholds must be at least 2, got 1");
        refused(() -> Metrics.auc().thresholds(.5, 2), "auc: each threshold must be from 0 to 1, got 2.0");
        refused(() -> once(Metrics.auc().labelWeights(1, 2), THREE, THREE), "2 label weights came for the 3 columns");
        refused(() -> Metrics.topKCategoricalAccuracy(0), "k must be at least 1, got 0");
        refused(() -> Metrics.fBeta(Average.MACRO, 0), "fbeta_score: beta must be a finite number above 0, got 0.0");
        refused(() -> Metrics.iou(3, 3), "io_u: target class ids are 0 to 2, got 3");
        refused(() -> once(Metrics.meanIou(3), Tensor.vector(0, 1), THREE), "set sparseYTrue and sparseYPred");
        refused(() -> once(Metrics.pearsonCorrelation(), bits, bits), "use r2Score()");
        refused(() -> once(Metrics.concordanceCorrelation(), bits, bits), "use r2Score()");
        refused(() -> Metrics.r2Score().numRegressors(-1), "numRegressors must be at least 0, got -1");
        refused(() -> Metrics.auc().named(" "), "auc: named() takes a name");
        refused(() -> ClassReport.of(new ConfusionMatrix(2), List.of("one")), "1 names came for 2 classes");
    }

    private static void refused(Runnable what, String message) {
        assertThatThrownBy(what::run).isInstanceOf(RondoException.class).hasMessageContaining(message);
    }
}

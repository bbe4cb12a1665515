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
        refused(() -> precision(1.5), "threshold is from 0 to 1, got 1.5");
        refused(() -> precision().topK(0), "topK is at least 1, got 0");
        refused(() -> once(precision().topK(4), THREE, THREE),
                "precision: the prediction [2, 3] has 3 columns, too few");
        refused(() -> once(Metrics.recall().classId(3), THREE, THREE), "too few for classId(3)");
        refused(() -> once(Metrics.precisionAtRecall(.5).classId(3), THREE, THREE), "too few for classId(3)");
        refused(() -> Metrics.precisionAtRecall(-.1), "precision_at_recall: recall is from 0 to 1, got -0.1");
        refused(() -> Metrics.recallAtPrecision(.1).numThresholds(0), "numThresholds is at least 1, got 0");
        refused(() -> Metrics.auc().numThresholds(1), "auc: numThresholds is at least 2, got 1");
        refused(() -> Metrics.auc().thresholds(.5, 2), "auc: thresholds are from 0 to 1, got 2.0");
        refused(() -> once(Metrics.auc().labelWeights(1, 2), THREE, THREE), "2 label weights came for the 3 columns");
        refused(() -> Metrics.topKCategoricalAccuracy(0), "k is at least 1, got 0");
        refused(() -> Metrics.fBeta(Average.MACRO, 0), "fbeta_score: beta is above 0, got 0.0");
        refused(() -> Metrics.iou(3, 3), "io_u: target class ids are 0 to 2, got 3");
        refused(() -> once(Metrics.meanIou(3), Tensor.vector(0, 1), THREE), "set sparseYTrue and sparseYPred");
        refused(() -> once(Metrics.pearsonCorrelation(), bits, bits), "use r2Score()");
        refused(() -> once(Metrics.concordanceCorrelation(), bits, bits), "use r2Score()");
        refused(() -> Metrics.r2Score().numRegressors(-1), "numRegressors is at least 0, got -1");
        refused(() -> Metrics.auc().named(" "), "auc: named() takes a name");
        refused(() -> ClassReport.of(new ConfusionMatrix(2), List.of("one")), "1 names came for 2 classes");
    }

    private static void refused(Runnable what, String message) {
        assertThatThrownBy(what::run).isInstanceOf(RondoException.class).hasMessageContaining(message);
    }
}

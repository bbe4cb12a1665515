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
        var counting = metric.start();
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
}

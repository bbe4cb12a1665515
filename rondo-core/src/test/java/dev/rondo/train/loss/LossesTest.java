package dev.rondo.train.loss;

import static dev.rondo.train.loss.Losses.binaryCrossentropy;
import static dev.rondo.train.loss.Losses.categoricalCrossentropy;
import static dev.rondo.train.loss.Losses.meanAbsoluteError;
import static dev.rondo.train.loss.Losses.meanSquaredError;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static Tensor rows(float[]... rows) { return Tensor.matrix(rows); }

    private static float[] row(double... x) {
        var f = new float[x.length];
        for (int i = 0; i < x.length; i++) f[i] = (float) x[i];
        return f;
    }

    @Test
    void workedExamples() {
        var target = rows(row(1, 0, 0));
        assertThat(categoricalCrossentropy().perSample(target, rows(row(.3, .3, .4))).at(0)).isCloseTo(1.20397f,
                within(1e-5f));
        assertThat(categoricalCrossentropy().perSample(target, rows(row(.9, 0, .1))).at(0)).isCloseTo(0.10536f,
                within(1e-5f));
        assertThat(categoricalCrossentropy().perSample(target, rows(row(.2, .2, .2))).at(0)).isCloseTo(1.0986f,
                within(1e-4f));
        assertThat(categoricalCrossentropy().perSample(target, rows(row(0, 0, 1))).at(0)).isCloseTo(16.118f,
                within(1e-3f));
        var worst = binaryCrossentropy().perSample(rows(row(1, 0)), rows(row(0, 1)));
        assertThat(worst.at(0)).isCloseTo(16.0302f, within(1e-4f));
    }

    @Test
    void noGradientWhereClipped() {
        var tape = Tape.recording(Machine.single());
        var p = tape.watch(rows(row(0, 1, 0)));
        var loss = WeightedMean.reduce(categoricalCrossentropy().perSample(rows(row(1, 0, 0)), p), Optional.empty(),
                Mask.none());
        assertThat(tape.backward(loss).of(p)).containsOnly(0);
    }

    @Test
    void targetsMayLackALastAxisOfOne() {
        var p = Tensor.of(Shape.of(2, 1), 1, 2);
        assertThat(meanSquaredError().perSample(Tensor.vector(0, 0), p).data()).containsExactly(1, 4);
        var steps = Tensor.of(Shape.of(1, 2, 1), 1, -2);
        assertThat(meanAbsoluteError().perSample(Tensor.zeros(1, 2), steps).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(sparseCategoricalCrossentropy().perSample(Tensor.of(Shape.of(1, 1), 1), rows(row(.5, .5))).at(0))
                .isCloseTo(0.6931f, within(1e-4f));
    }

    @Test
    void weightsDoNotChangeTheDivisorAndMasksDo() {
        var each = Tensor.of(Shape.of(2, 2), 1, 2, 3, 100);
        var mask = Mask.of(2, 2, true, true, true, false);
        assertThat(WeightedMean.reduce(each, Optional.empty(), mask).value()).isEqualTo(2);
        assertThat(WeightedMean.reduce(each, Optional.of(row(2, 2)), mask).value()).isEqualTo(4);
        assertThat(WeightedMean.reduce(Tensor.vector(1, 3), Optional.of(row(0, 1)), Mask.none()).value())
                .isEqualTo(1.5f);
        assertThat(WeightedMean.reduce(each, Optional.empty(), Mask.of(2, 2, new boolean[4])).value()).isEqualTo(0);
    }

    @Test
    void paddingMayHoldAnything() {
        var each = Tensor.of(Shape.of(1, 2), 1, Float.NaN);
        assertThat(WeightedMean.reduce(each, Optional.empty(), Mask.of(1, 2, true, false)).value()).isEqualTo(1);
    }

    @Test
    void errorsSayWhatToDo() {
        var p = rows(row(.5, .3, .2), row(.1, .8, .1));
        assertThatThrownBy(() -> categoricalCrossentropy().perSample(Tensor.vector(0, 1), p))
                .isInstanceOf(RondoException.class)
                .hasMessage("categorical_crossentropy: the target has shape [2], but the prediction has [2, 3]; "
                        + "give one-hot targets, or use sparseCategoricalCrossentropy for class numbers");
        assertThatThrownBy(() -> sparseCategoricalCrossentropy().perSample(p, p))
                .hasMessageContaining("use categoricalCrossentropy");
        assertThatThrownBy(() -> sparseCategoricalCrossentropy().perSample(Tensor.vector(0, 3), p)).hasMessage(
                "sparse_categorical_crossentropy: row 1 has label 3, but the labels of 3 classes are the whole "
                        + "numbers 0 to 2");
        assertThatThrownBy(() -> sparseCategoricalCrossentropy().perSample(Tensor.vector(.5f, 1), p))
                .hasMessageContaining("row 0 has label 0.5");
        assertThatThrownBy(() -> sparseCategoricalCrossentropy().perSample(Tensor.vector(-1, Float.NaN), p))
                .hasMessageContaining("row 0 has label -1");
        assertThatThrownBy(
                () -> sparseCategoricalCrossentropy().perSample(Tensor.of(Shape.of(1, 2), 0, 9), Tensor.zeros(1, 2, 3)))
                .hasMessageContaining("row [0, 1] has label 9");
        assertThatThrownBy(() -> categoricalCrossentropy().perSample(Tensor.zeros(2, 1), Tensor.zeros(2, 1)))
                .hasMessageContaining("use binaryCrossentropy");
        assertThatThrownBy(() -> meanSquaredError().perSample(Tensor.zeros(2, 2), p)).hasMessageContaining("[2, 2]");
        assertThatThrownBy(() -> binaryCrossentropy().labelSmoothing(1.5))
                .hasMessageContaining("labelSmoothing is from 0 to 1, got 1.5");
        assertThatThrownBy(() -> WeightedMean.reduce(Tensor.vector(1, 2), Optional.of(row(1, 2, 3)), Mask.none()))
                .hasMessageContaining("3 came for losses of shape [2]");
    }

    @Test
    void threadsChangeNoBit() {
        int rows = 700;
        int classes = 300;
        var key = Key.of(7);
        var x = new float[rows * classes];
        for (int i = 0; i < x.length; i++) x[i] = (float) key.normal(i);
        var t = new float[rows];
        for (int i = 0; i < rows; i++) t[i] = i % classes;
        assertThat(gradient(x, t, rows, classes, Machine.of(4)))
                .isEqualTo(gradient(x, t, rows, classes, Machine.single()));
    }

    private static float[] gradient(float[] x, float[] t, int rows, int classes, Machine machine) {
        var tape = Tape.recording(machine);
        var p = tape.watch(Tensor.of(Shape.of(rows, classes), x));
        var each = sparseCategoricalCrossentropy().withLogits().perSample(Tensor.vector(t), p);
        return tape.backward(WeightedMean.reduce(each, Optional.empty(), Mask.none())).of(p);
    }
}

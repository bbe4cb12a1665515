package dev.rondo.train.loss;

import static dev.rondo.train.loss.Losses.binaryCrossentropy;
import static dev.rondo.train.loss.Losses.binaryFocalCrossentropy;
import static dev.rondo.train.loss.Losses.categoricalFocalCrossentropy;
import static dev.rondo.train.loss.Losses.categoricalGeneralizedCrossEntropy;
import static dev.rondo.train.loss.Losses.categoricalHinge;
import static dev.rondo.train.loss.Losses.circle;
import static dev.rondo.train.loss.Losses.cosineSimilarity;
import static dev.rondo.train.loss.Losses.dice;
import static dev.rondo.train.loss.Losses.hinge;
import static dev.rondo.train.loss.Losses.huber;
import static dev.rondo.train.loss.Losses.klDivergence;
import static dev.rondo.train.loss.Losses.poisson;
import static dev.rondo.train.loss.Losses.tversky;
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
import dev.rondo.nn.Signal;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.List;
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
                .hasMessageContaining("labelSmoothing must be from 0 to 1, got 1.5");
        assertThatThrownBy(() -> WeightedMean.reduce(Tensor.vector(1, 2), Optional.of(row(1, 2, 3)), Mask.none()))
                .hasMessageContaining("3 came for losses of shape [2]");
    }

    @Test
    void reductionsDifferInTheDivisor() {
        var each = Tensor.of(Shape.of(2, 2), 1, 2, 3, 100);
        var mask = Mask.of(2, 2, true, true, true, false);
        var weights = Optional.of(row(1, 3));
        assertThat(WeightedMean.reduce(each, weights, mask, Reduction.SUM).value()).isEqualTo(12);
        assertThat(WeightedMean.reduce(each, weights, mask, Reduction.MEAN).value()).isEqualTo(4);
        // a weight for each sample counts once for each of its steps
        assertThat(WeightedMean.reduce(each, weights, mask, Reduction.MEAN_WITH_SAMPLE_WEIGHT).value())
                .isEqualTo(12f / 5);
        assertThat(WeightedMean.reduce(each, weights, mask, Reduction.NONE).data()).containsExactly(1, 2, 9, 0);
        assertThat(WeightedMean.reduce(each, Optional.of(row(0, 0)), mask, Reduction.MEAN_WITH_SAMPLE_WEIGHT).value())
                .isZero();
        var padding = Tensor.of(Shape.of(1, 2), 1, Float.NaN);
        assertThat(WeightedMean.reduce(padding, Optional.empty(), Mask.of(1, 2, true, false), Reduction.NONE).data())
                .containsExactly(1, 0);
    }

    @Test
    void aLossKeepsItsReduction() {
        var loss = huber().delta(2).reduction(Reduction.SUM);
        assertThat(loss.reduction()).isEqualTo(Reduction.SUM);
        assertThat(loss.name()).isEqualTo("huber_loss");
        assertThat(loss.reduction(Reduction.MEAN)).isEqualTo(huber().delta(2).reduction(Reduction.MEAN));
        assertThat(huber().reduction()).isEqualTo(Reduction.SUM_OVER_BATCH_SIZE);
        // what the loss says about masks is not lost
        var ignoring = sparseCategoricalCrossentropy().ignoreClass(-1).reduction(Reduction.SUM);
        assertThat(ignoring.perSample(Tensor.vector(-1, 0), Signal.of(rows(row(.5, .5), row(.5, .5)))).mask())
                .isEqualTo(Mask.of(2, 1, false, true));
    }

    @Test
    void ignoredClassesCostNothing() {
        var loss = sparseCategoricalCrossentropy().ignoreClass(-1);
        var p = Tensor.of(Shape.of(1, 3, 2), .5f, .5f, 0, 0, .25f, .75f);
        var each = loss.perSample(Tensor.of(Shape.of(1, 3), 0, -1, 1), Signal.of(p, Mask.of(1, 3, true, true, false)));
        assertThat(each.tensor().data()[1]).isZero();
        assertThat(each.mask()).isEqualTo(Mask.of(1, 3, true, false, false));
        assertThatThrownBy(() -> loss.perSample(Tensor.of(Shape.of(1, 3), 0, -2, 1), p))
                .hasMessageContaining("row [0, 1] has label -2");
    }

    @Test
    void noGradientIsNoNumber() {
        var p = rows(row(0, 0));
        assertThat(gradient(cosineSimilarity(), rows(row(1, 2)), p)).containsOnly(0);
        assertThat(gradient(categoricalGeneralizedCrossEntropy(), Tensor.vector(0), rows(row(0, 1)))[0])
                .isCloseTo(-3162.3f, within(.1f));
        assertThat(gradient(dice(), p, p)).doesNotContain(Float.NaN);
        assertThat(gradient(circle(), Tensor.vector(1, 2), rows(row(1, 0), row(0, 1)))).containsOnly(0);
        assertThat(gradient(binaryFocalCrossentropy().gamma(.5), rows(row(1, 0)), rows(row(1, 0))))
                .containsExactly(row(0, 0), within(1e-3f));
    }

    private static float[] gradient(Loss loss, Tensor target, Tensor prediction) {
        var tape = Tape.recording(Machine.single());
        var p = tape.watch(prediction);
        var each = loss.perSample(target, Signal.of(p));
        return tape.backward(WeightedMean.reduce(each.tensor(), Optional.empty(), each.mask())).of(p);
    }

    @Test
    void errorsOfTheOtherLossesSayWhatToDo() {
        var p = rows(row(.5, .3, .2), row(.1, .8, .1));
        assertThatThrownBy(() -> hinge().perSample(rows(row(1, 0, 2), row(1, 1, 1)), p))
                .hasMessage("hinge: a target is 2, but targets are −1 and 1, or 0 and 1");
        assertThatThrownBy(() -> categoricalHinge().perSample(Tensor.vector(0, 1), p))
                .hasMessage(
                        "categorical_hinge: the target has shape [2], but the prediction has [2, 3]; give targets of "
                                + "that shape");
        assertThatThrownBy(() -> poisson().perSample(p, rows(row(1, 1, 1), row(1, -1, 1)))).hasMessage(
                "poisson: row 1 predicts -1.0, but a mean of counts is 0 or more; end the model with softplus or "
                        + "exponential");
        assertThatThrownBy(() -> poisson().perSample(rows(row(-1)), rows(row(1)))).hasMessageContaining("counts are 0");
        assertThatThrownBy(() -> klDivergence().perSample(rows(row(2)), rows(row(1))))
                .hasMessageContaining("targets are from 0 to 1");
        assertThatThrownBy(() -> dice().axis(2).perSample(p, p))
                .hasMessage("dice: axis 2 is none of the prediction [2, 3]");
        assertThatThrownBy(() -> tversky().perSample(Tensor.vector(1, 0), p)).hasMessageContaining("[2, 3]");
        assertThatThrownBy(() -> tversky().alpha(-1))
                .hasMessageContaining("alpha must be a finite number of 0 or more, got -1.0");
        assertThatThrownBy(() -> categoricalFocalCrossentropy().alpha(1, 2).perSample(p, p))
                .hasMessageContaining("alpha has 2 weights, but the prediction [2, 3] has 3 classes");
        assertThatThrownBy(() -> categoricalGeneralizedCrossEntropy().q(1)).hasMessageContaining("got 1.0");
        assertThatThrownBy(() -> categoricalGeneralizedCrossEntropy().perSample(Tensor.vector(0, 1), rows(row(-1, 2),
                row(0, 1)))).hasMessageContaining("row 0 predicts -1.0");
        assertThatThrownBy(() -> huber().delta(0)).hasMessage("huber: delta must be a finite number above 0, got 0.0");
        assertThatThrownBy(() -> circle().perSample(Tensor.vector(.5f, 1), p)).hasMessageContaining("label 0.5");
        assertThatThrownBy(() -> circle().perSample(p, p)).hasMessageContaining("give class numbers of shape [2]");
        assertThatThrownBy(() -> binaryFocalCrossentropy().gamma(-1)).hasMessageContaining("got -1.0");
    }

    /// Keras checks this on one backend, and there for squares alone.
    @Test
    void classesAlongAnotherAxisAreThoseOfTheTransposed() {
        var p = rows(row(.5, .3, .2), row(.1, .8, .1), row(.3, .3, .4), row(.6, .2, .2));
        var labels = Tensor.of(Shape.of(2, 2), 0, 1, -1, 2);
        var loss = sparseCategoricalCrossentropy().ignoreClass(-1);
        var last = loss.perSample(labels, Tensor.of(Shape.of(2, 2, 3), p.data()));
        var first = loss.axis(1).perSample(labels, Ops.transpose(Tensor.of(Shape.of(2, 2, 3), p.data()), 0, 2, 1));
        assertThat(first.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(first.data()).isEqualTo(last.data());
        // an axis of 1 for the classes may be there
        assertThat(loss.axis(1).perSample(Tensor.of(Shape.of(2, 1, 2), labels.data()),
                Ops.transpose(Tensor.of(Shape.of(2, 2, 3), p.data()), 0, 2, 1)).data()).isEqualTo(last.data());
    }

    @Test
    void anAxisThatCannotBeIsRefused() {
        var p = Tensor.of(Shape.of(2, 3, 2), .2f, .5f, .3f, .1f, .5f, .4f, .6f, .3f, .3f, .3f, .1f, .4f);
        assertThatThrownBy(() -> binaryCrossentropy().axis(3).perSample(p, p))
                .hasMessage("binary_crossentropy: axis 3 is none of the prediction [2, 3, 2]");
        assertThatThrownBy(() -> categoricalCrossentropy().axis(-3).perSample(p, p)).hasMessage(
                "categorical_crossentropy: axis 0 of the prediction [2, 3, 2] is that of the examples, each of which needs a "
                        + "loss of its own; give an axis from 1 to 2");
        assertThatThrownBy(() -> sparseCategoricalCrossentropy().axis(1).perSample(Tensor.zeros(2, 3), p))
                .hasMessageContaining("give class numbers of shape [2, 2]");
        assertThatThrownBy(() -> sparseCategoricalCrossentropy().axis(1)
                .perSample(Tensor.of(Shape.of(2, 2), 0, 1, 2, 3), p))
                .hasMessageContaining("row [1, 1] has label 3, but the labels of 3 classes");
        assertThatThrownBy(() -> categoricalFocalCrossentropy().alpha(1, 2).axis(1).perSample(p, p))
                .hasMessageContaining("alpha has 2 weights, but the prediction [2, 3, 2] has 3 classes");
        var masked = Signal.of(p, Mask.of(2, 3, true, true, false, true, true, true));
        for (Loss loss : List.of(binaryCrossentropy().axis(1), binaryFocalCrossentropy().axis(-2),
                sparseCategoricalCrossentropy().axis(1), cosineSimilarity().axis(1))) {
            var target = loss instanceof SparseCategoricalCrossentropy ? Tensor.zeros(2, 2) : p;
            assertThatThrownBy(() -> loss.perSample(target, masked))
                    .hasMessageContaining("there is one loss for all steps");
        }
        assertThat(binaryCrossentropy().axis(2).perSample(p, masked).mask().present()).isTrue();
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

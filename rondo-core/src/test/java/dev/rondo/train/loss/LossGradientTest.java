package dev.rondo.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.contract.Discover;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Signal;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every loss that [Losses] names, with every option that it offers, against central differences: a new loss is covered
/// without a line here, unless an option has a new type or its targets look like nobody else's.
class LossGradientTest {
    private static final int BATCH = 3;
    private static final int TIME = 2;
    private static final int CLASSES = 4;
    private static final float STEP = 2e-3f;
    /// Circle loss is a hundred times as steep.
    private static final float CIRCLE_STEP = 3e-4f;

    private static final Set<Loss> tried = new HashSet<>();

    /// What the factories make, with every option that is given a sample and, on top of that, every option without one.
    static List<Loss> losses() throws ReflectiveOperationException {
        var found = new ArrayList<Loss>();
        for (Method factory : Losses.class.getDeclaredMethods()) {
            if (!Modifier.isPublic(factory.getModifiers()) || factory.getParameterCount() > 0) continue;
            var loss = (Loss) factory.invoke(null);
            var refined = new ArrayList<>(List.of(loss));
            for (Method m : options(loss)) if (m.getParameterCount() > 0) refined.add((Loss) m.invoke(loss, sample(m)));
            found.addAll(refined);
            for (Method m : options(loss)) {
                if (m.getParameterCount() > 0) continue;
                for (var r : refined) found.add((Loss) m.invoke(r));
            }
        }
        return found;
    }

    private static List<Method> options(Loss loss) {
        return Arrays.stream(loss.getClass().getDeclaredMethods()).filter(m -> Modifier.isPublic(m.getModifiers())
                && !m.isBridge() && Loss.class.isAssignableFrom(m.getReturnType())).toList();
    }

    private static Object sample(Method option) {
        assertThat(option.getParameterTypes()).as("parameters of %s; say here what to give it", option).hasSize(1);
        var type = option.getParameterTypes()[0];
        if (type == double.class) return 0.2;
        if (type == double[].class) return new double[]{.1, .2, .3, .4};
        if (type == boolean.class) return false;
        if (type == int.class) return 1;
        if (type == int[].class) return new int[]{0, -1};
        throw new AssertionError("say here what to give " + option);
    }

    /// No loss without a line in [Losses].
    @Test
    void allAreDiscovered() throws ReflectiveOperationException {
        Discover.assertNoneForgotten(Loss.class, Stream.concat(losses().stream(),
                Stream.of(Losses.meanSquaredError().reduction(Reduction.SUM))).toList());
        assertThat(losses()).hasSizeGreaterThanOrEqualTo(55);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsTheSlope(Loss loss) {
        for (long seed = 1; seed <= 5; seed++) {
            check(loss, Shape.of(BATCH, CLASSES), Mask.none(), Key.of(seed), seed);
            var mask = Mask.of(BATCH, TIME, true, true, true, false, false, true);
            check(loss, Shape.of(BATCH, TIME, CLASSES), mask, Key.of(seed), seed);
        }
    }

    private static void check(Loss loss, Shape shape, Mask mask, Key key, long seed) {
        var prediction = prediction(loss, shape, key);
        var target = target(loss, prediction, key);
        if (target.isEmpty()) return;
        float step = loss instanceof Circle ? CIRCLE_STEP : STEP;
        var t = target.get();
        var p = prediction.data();
        // a mask only where there is a loss for each step
        var m = loss.perSample(t, prediction).shape().equals(shape.without(-1)) || loss instanceof Ctc
                ? mask : Mask.none();
        for (var reduction : List.of(Reduction.SUM_OVER_BATCH_SIZE, Reduction.MEAN_WITH_SAMPLE_WEIGHT)) {
            var reduced = loss.reduction(reduction);
            var tape = Tape.recording(Machine.single());
            var watched = tape.watch(prediction);
            var gradient = tape.backward(value(reduced, t, watched, m, key)).of(watched);
            float largest = 0;
            for (float l : loss.perSample(t, prediction).data()) largest = Math.max(largest, Math.abs(l));
            float rounding = Math.ulp(largest) / step;
            for (int i = 0; i < p.length; i++) {
                float before = p[i];
                p[i] = before + step;
                float above = value(reduced, t, prediction, m, key).value();
                p[i] = before - step;
                float below = value(reduced, t, prediction, m, key).value();
                float slope = (above - below) / ((before + step) - (before - step));
                p[i] = before;
                assertThat(gradient[i]).as("%s, seed %d, shape %s, number %d", reduced, seed, shape, i)
                        .isCloseTo(slope, within(1e-3f * (1 + Math.abs(slope)) + rounding));
            }
        }
        tried.add(loss);
    }

    /// A loss that took none of the targets would pass untested.
    @AfterAll
    static void allWereTried() throws ReflectiveOperationException {
        assertThat(tried).containsAll(losses());
    }

    private static Tensor value(Loss loss, Tensor target, Tensor prediction, Mask mask, Key key) {
        var losses = loss.perSample(target, Signal.of(prediction, mask));
        var w = new float[losses.tensor().data().length];
        for (int i = 0; i < w.length; i++) w[i] = 0.5f + key.in("w").uniform(i);
        return WeightedMean.reduce(losses.tensor(), Optional.of(w), losses.mask(), loss.reduction());
    }

    /// Numbers between 0.15 and 0.85; of a length below 1 for embeddings, whose distance has a corner at 0.
    private static Tensor prediction(Loss loss, Shape shape, Key key) {
        var p = new float[shape.count()];
        for (int i = 0; i < p.length; i++) p[i] = 0.15f + 0.7f * key.in("p").uniform(i);
        if (loss instanceof Circle) for (int i = 0; i < p.length; i++) p[i] = (p[i] - 0.5f) * 1.2f;
        return Tensor.of(shape, p);
    }

    /// The first of what targets may look like that the loss takes: one-hot rows, class numbers, a class number for each
    /// sample, or several labels for each sample. Empty if a prediction of this shape is nothing for the loss.
    private static Optional<Tensor> target(Loss loss, Tensor prediction, Key key) {
        var shape = prediction.shape();
        var numbers = new float[shape.rows()];
        var oneHot = new float[shape.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) (key.in("t").uniform(i) * CLASSES);
            oneHot[i * CLASSES + (int) numbers[i]] = 1;
        }
        // percent of 0 are too steep for differences
        if (loss instanceof MeanAbsolutePercentageError) for (int i = 0; i < oneHot.length; i++) oneHot[i] += 1;
        // two of a class and one of another, so that each sample has a neighbour in some loss
        return Stream.of(Tensor.of(shape, oneHot), Tensor.of(shape.without(-1), numbers), Tensor.vector(1, 2, 1),
                Tensor.of(Shape.of(BATCH, 1), 2, 1, 3)).filter(t -> takes(loss, t, prediction)).findFirst();
    }

    private static boolean takes(Loss loss, Tensor target, Tensor prediction) {
        try {
            loss.perSample(target, prediction);
            return true;
        } catch (RondoException e) {
            return false;
        }
    }
}

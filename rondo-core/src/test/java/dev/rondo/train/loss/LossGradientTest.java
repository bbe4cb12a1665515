package dev.rondo.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every loss that [Losses] names, with every refinement that it offers, against central differences: a new loss is
/// covered without a line here.
class LossGradientTest {
    private static final int BATCH = 3;
    private static final int TIME = 2;
    private static final int CLASSES = 4;
    private static final float STEP = 2e-3f;

    static List<Loss> losses() throws ReflectiveOperationException {
        var found = new ArrayList<Loss>();
        for (Method factory : Losses.class.getDeclaredMethods()) {
            if (!Modifier.isPublic(factory.getModifiers()) || factory.getParameterCount() > 0) continue;
            var loss = (Loss) factory.invoke(null);
            found.add(loss);
            for (Method m : loss.getClass().getDeclaredMethods()) {
                if (!Loss.class.isAssignableFrom(m.getReturnType()) || !Modifier.isPublic(m.getModifiers())) continue;
                boolean takesNumber = Arrays.equals(m.getParameterTypes(), new Class<?>[]{double.class});
                var refined = (Loss) (takesNumber ? m.invoke(loss, 0.2) : m.invoke(loss));
                found.add(refined);
                if (!takesNumber) continue;
                // a number and a switch together
                for (Method n : loss.getClass().getDeclaredMethods()) {
                    if (Loss.class.isAssignableFrom(n.getReturnType()) && n.getParameterCount() == 0) {
                        found.add((Loss) n.invoke(refined));
                    }
                }
            }
        }
        return found;
    }

    @Test
    void allAreDiscovered() throws ReflectiveOperationException {
        assertThat(losses()).map(Loss::name).contains("categorical_crossentropy", "sparse_categorical_crossentropy",
                "binary_crossentropy", "mean_squared_error", "mean_absolute_error");
        assertThat(losses()).hasSizeGreaterThanOrEqualTo(12);
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
        var p = new float[shape.count()];
        for (int i = 0; i < p.length; i++) p[i] = 0.15f + 0.7f * key.in("p").uniform(i);
        var w = new float[shape.rows()];
        for (int i = 0; i < w.length; i++) w[i] = 0.5f + key.in("w").uniform(i);
        var target = target(loss, shape, key);

        var tape = Tape.recording(Machine.single());
        var watched = tape.watch(Tensor.of(shape, p));
        var gradient = tape.backward(value(loss, target, watched, w, mask)).of(watched);
        for (int i = 0; i < p.length; i++) {
            float before = p[i];
            p[i] = before + STEP;
            float above = value(loss, target, Tensor.of(shape, p), w, mask).value();
            p[i] = before - STEP;
            float below = value(loss, target, Tensor.of(shape, p), w, mask).value();
            float slope = (above - below) / ((before + STEP) - (before - STEP));
            p[i] = before;
            assertThat(gradient[i]).as("%s, seed %d, shape %s, number %d", loss, seed, shape, i).isCloseTo(slope,
                    within(1e-3f * (1 + Math.abs(slope))));
        }
    }

    private static Tensor value(Loss loss, Tensor target, Tensor prediction, float[] w, Mask mask) {
        return WeightedMean.reduce(loss.perSample(target, prediction), Optional.of(w), mask);
    }

    /// One-hot targets or, where the loss does not take those, class numbers.
    private static Tensor target(Loss loss, Shape shape, Key key) {
        var numbers = new float[shape.rows()];
        var oneHot = new float[shape.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) (key.in("t").uniform(i) * CLASSES);
            oneHot[i * CLASSES + (int) numbers[i]] = 1;
        }
        return Stream.of(Tensor.of(shape, oneHot), Tensor.of(shape.without(-1), numbers))
                .filter(t -> takes(loss, t, shape))
                .findFirst().orElseThrow();
    }

    private static boolean takes(Loss loss, Tensor target, Shape shape) {
        try {
            loss.perSample(target, Tensor.of(shape, new float[shape.count()]));
            return true;
        } catch (RondoException e) {
            return false;
        }
    }
}

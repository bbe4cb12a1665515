package dev.rondo.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Signal;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// CTC against its definition: all alignments of a small case, one by one.
class CtcTest {
    private static final int CLASSES = 3;

    @Test
    void theLossIsThatOfAllAlignments() {
        for (long seed = 1; seed <= 60; seed++) {
            var key = Key.of(seed);
            int steps = 1 + (int) (5 * key.in("steps").uniform(0));
            var x = logits(key, steps);
            for (var e : byLabels(x, steps).entrySet()) {
                assertThat(loss(e.getKey(), x, steps).value()).as("seed %d, labels %s", seed, e.getKey())
                        .isCloseTo((float) -Math.log(e.getValue()), within(1e-5f));
            }
        }
    }

    /// Differences in double of the sum over the alignments, not of the loss under test.
    @Test
    void theGradientIsTheSlope() {
        for (long seed = 1; seed <= 12; seed++) {
            var key = Key.of(seed);
            int steps = 2 + (int) (3 * key.in("steps").uniform(0));
            var x = logits(key, steps);
            for (var labels : byLabels(x, steps).keySet()) {
                var tape = Tape.recording(Machine.single());
                var watched = tape.watch(Tensor.of(Shape.of(1, steps, CLASSES), floats(x)));
                var loss = new Ctc().perSample(target(labels), watched);
                var gradient = tape.backward(WeightedMean.reduce(loss, Optional.empty(), Mask.none()))
                        .of(watched);
                for (int i = 0; i < x.length; i++) {
                    var moved = x.clone();
                    moved[i] = x[i] + 1e-5;
                    double above = -Math.log(byLabels(moved, steps).getOrDefault(labels, 0.0));
                    moved[i] = x[i] - 1e-5;
                    double below = -Math.log(byLabels(moved, steps).getOrDefault(labels, 0.0));
                    assertThat((double) gradient[i]).as("seed %d, labels %s, number %d", seed, labels, i)
                            .isCloseTo((above - below) / 2e-5, within(1e-5));
                }
            }
        }
    }

    @Test
    void aWideBeamFindsTheMostProbableLabels() {
        for (long seed = 1; seed <= 60; seed++) {
            int steps = 1 + (int) (5 * Key.of(seed).in("steps").uniform(0));
            var x = logits(Key.of(seed), steps);
            var all = new ArrayList<>(byLabels(x, steps).entrySet());
            all.sort(Map.Entry.<List<Integer>, Double>comparingByValue(Comparator.reverseOrder()));
            int top = Math.min(5, all.size());
            var found = CtcDecode.beamSearch().beamWidth(400).topPaths(top)
                    .decode(Signal.of(Tensor.of(Shape.of(1, steps, CLASSES), floats(x)))).getFirst();
            for (int i = 0; i < top; i++) {
                assertThat(found.get(i).labels()).as("seed %d, path %d", seed, i).isEqualTo(all.get(i).getKey());
                assertThat(found.get(i).score()).as("seed %d, path %d", seed, i)
                        .isCloseTo(Math.log(all.get(i).getValue()), within(1e-6));
            }
        }
    }

    /// The steps that are not real are not there, wherever they are.
    @Test
    void aMaskTakesStepsOut() {
        var x = Tensor.of(Shape.of(1, 5, CLASSES), floats(logits(Key.of(3), 5)));
        var mask = Mask.of(1, 5, false, true, true, false, true);
        var left = new float[3 * CLASSES];
        System.arraycopy(x.data(), CLASSES, left, 0, 2 * CLASSES);
        System.arraycopy(x.data(), 4 * CLASSES, left, 2 * CLASSES, CLASSES);
        var rest = Tensor.of(Shape.of(1, 3, CLASSES), left);
        var labels = target(List.of(1, 2));
        assertThat(new Ctc().perSample(labels, Signal.of(x, mask)).tensor().data())
                .isEqualTo(new Ctc().perSample(labels, rest).data());
        assertThat(CtcDecode.greedy().decode(Signal.of(x, mask)))
                .isEqualTo(CtcDecode.greedy().decode(Signal.of(rest)));
        assertThat(CtcDecode.beamSearch().decode(Signal.of(x, mask)))
                .isEqualTo(CtcDecode.beamSearch().decode(Signal.of(rest)));
        var tape = Tape.recording(Machine.single());
        var watched = tape.watch(x);
        var loss = new Ctc().perSample(labels, Signal.of(watched, mask)).tensor();
        var gradient = tape.backward(WeightedMean.reduce(loss, Optional.empty(), Mask.none())).of(watched);
        for (int k = 0; k < CLASSES; k++) {
            assertThat(gradient[k]).isZero();
            assertThat(gradient[CLASSES + k]).isNotZero();
        }
    }

    @Test
    void nothingSaidInNoTimeIsCertain() {
        var none = Signal.of(Tensor.zeros(1, 2, CLASSES), Mask.of(1, 2, false, false));
        assertThat(new Ctc().perSample(target(List.of()), none).tensor().data()).containsExactly(0);
        assertThat(CtcDecode.beamSearch().decode(none).getFirst()).containsExactly(new CtcPath(List.of(), 0));
    }

    @Test
    void threadsChangeNoBit() {
        var x = new float[6 * 30 * 8];
        for (int i = 0; i < x.length; i++) x[i] = (float) Key.of(5).normal(i);
        var labels = Tensor.zeros(6, 9);
        for (int i = 0; i < 54; i++) labels.data()[i] = 1 + i % 7;
        var gradients = new ArrayList<float[]>();
        for (int threads : new int[]{1, 3}) {
            var tape = Tape.recording(Machine.of(threads));
            var watched = tape.watch(Tensor.of(Shape.of(6, 30, 8), x));
            var loss = new Ctc().perSample(labels, watched);
            gradients.add(tape.backward(WeightedMean.reduce(loss, Optional.empty(), Mask.none()))
                    .of(watched));
        }
        assertThat(gradients.get(1)).isEqualTo(gradients.get(0));
    }

    @Test
    void errorsSayWhatToDo() {
        var x = Tensor.zeros(1, 3, CLASSES);
        assertThatThrownBy(() -> new Ctc().perSample(target(List.of(1, 1, 2)), x)).isInstanceOf(RondoException.class)
                .hasMessage("ctc: sample 0 has 3 steps, but its 3 labels need at least 4, as equal neighbours need a "
                        + "blank between them; give shorter labels or longer inputs");
        assertThatThrownBy(() -> new Ctc().perSample(target(List.of(1, 0, 2)), x)).hasMessage(
                "ctc: sample 0 has label 0 at place 1, but labels are the whole numbers 1 to 2, and 0 only fills up "
                        + "the end");
        assertThatThrownBy(() -> new Ctc().perSample(target(List.of(3)), x)).hasMessageContaining("has label 3");
        assertThatThrownBy(() -> new Ctc().perSample(target(List.of(1)), Tensor.zeros(2, 3, 3)))
                .hasMessageContaining("give labels [2, labels]");
        assertThatThrownBy(() -> CtcDecode.greedy().maskIndex(3).decode(Signal.of(x)))
                .hasMessage("ctc decode: maskIndex 3 is none of 3 classes");
        assertThatThrownBy(() -> CtcDecode.beamSearch().topPaths(101)).hasMessageContaining("got 101 of 100");
    }

    private static double[] logits(Key key, int steps) {
        var x = new double[steps * CLASSES];
        for (int i = 0; i < x.length; i++) x[i] = (float) (1.5 * key.in("x").normal(i));
        return x;
    }

    /// What each alignment of these steps says, and how probable that is in all.
    private static Map<List<Integer>, Double> byLabels(double[] x, int steps) {
        var found = new HashMap<List<Integer>, Double>();
        for (int code = 0; code < Math.pow(CLASSES, steps); code++) {
            double probability = 1;
            int rest = code;
            int before = 0;
            var said = new ArrayList<Integer>();
            for (int t = 0; t < steps; t++, rest /= CLASSES) {
                int k = rest % CLASSES;
                double sum = 0;
                for (int j = 0; j < CLASSES; j++) sum += Math.exp(x[t * CLASSES + j] - x[t * CLASSES + k]);
                probability /= sum;
                if (k != 0 && k != before) said.add(k);
                before = k;
            }
            found.merge(Collections.unmodifiableList(said), probability, Double::sum);
        }
        return found;
    }

    private static Tensor loss(List<Integer> labels, double[] x, int steps) {
        return new Ctc().perSample(target(labels), Tensor.of(Shape.of(1, steps, CLASSES), floats(x)));
    }

    /// With two places of padding.
    private static Tensor target(List<Integer> labels) {
        var row = new float[labels.size() + 2];
        for (int i = 0; i < labels.size(); i++) row[i] = labels.get(i);
        return Tensor.of(Shape.of(1, row.length), row);
    }

    private static float[] floats(double[] x) {
        var f = new float[x.length];
        for (int i = 0; i < x.length; i++) f[i] = (float) x[i];
        return f;
    }
}

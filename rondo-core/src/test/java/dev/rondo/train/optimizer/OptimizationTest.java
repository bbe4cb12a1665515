package dev.rondo.train.optimizer;

import static dev.rondo.train.optimizer.Optimizers.adadelta;
import static dev.rondo.train.optimizer.Optimizers.adafactor;
import static dev.rondo.train.optimizer.Optimizers.adagrad;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static dev.rondo.train.optimizer.Optimizers.adamW;
import static dev.rondo.train.optimizer.Optimizers.adamax;
import static dev.rondo.train.optimizer.Optimizers.ftrl;
import static dev.rondo.train.optimizer.Optimizers.lamb;
import static dev.rondo.train.optimizer.Optimizers.lion;
import static dev.rondo.train.optimizer.Optimizers.muon;
import static dev.rondo.train.optimizer.Optimizers.nadam;
import static dev.rondo.train.optimizer.Optimizers.rmsprop;
import static dev.rondo.train.optimizer.Optimizers.scheduleFreeAdamW;
import static dev.rondo.train.optimizer.Optimizers.sgd;
import static dev.rondo.train.schedule.Schedules.cosineDecay;
import static dev.rondo.train.schedule.Schedules.exponentialDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.DivergedException;
import dev.rondo.RondoException;
import dev.rondo.contract.Discover;
import dev.rondo.kernel.Machine;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizationTest {
    static List<Optimizer> all() {
        return List.of(sgd(), sgd(0.1).momentum(0.9), sgd(0.1).momentum(0.9).withNesterov(), rmsprop(),
                rmsprop(0.01).momentum(0.5).withCentering(), adam(), adam(0.1).withAmsgrad(), adamW(),
                adam().globalClipNorm(1), sgd(0.1).clipValue(0.5), adam().clipNorm(1).weightDecay(0.1), adagrad(),
                adadelta(1), adamax(), nadam(), lion(), lamb(), ftrl(0.1), adafactor(0.1), muon(),
                muon().withEmbeddings().withoutNesterov().clipNorm(1), scheduleFreeAdamW().warmupSteps(5),
                adam().useEma().emaOverwriteFrequency(2), nadam().gradientAccumulationSteps(2).useEma(0.8),
                muon().gradientAccumulationSteps(4).globalClipNorm(1),
                ftrl().schedule(cosineDecay(0.1, 10)).excludeFromWeightDecay("w").weightDecay(0.1));
    }

    @Test
    void allAreThere() { Discover.assertNoneForgotten(Optimizer.class, all()); }

    private static float[] numbers(int n, long seed) {
        var x = new float[n];
        for (int i = 0; i < n; i++) x[i] = (float) Key.of(seed).normal(i);
        return x;
    }

    /// `steps` steps with gradients drawn by step number; what a training would do.
    private static void train(Optimization o, Map<String, Tensor> weights, int steps, Machine machine) {
        for (int i = 0; i < steps; i++) {
            o.step(weights, w -> numbers(w.data().length, o.steps()), machine);
        }
    }

    /// A vector, a matrix, and matrices side by side: rules may tell them apart.
    private static Map<String, Tensor> weights(int rows, int columns) {
        return Map.of("w", Tensor.vector(numbers(rows, 99)), "kernel",
                Tensor.of(Shape.of(rows, columns), numbers(rows * columns, 5)), "conv",
                Tensor.of(Shape.of(2, columns, 3), numbers(6 * columns, 7)));
    }

    private static float[] of(Map<String, Tensor> weights, String name) {
        return Objects.requireNonNull(weights.get(name)).data();
    }

    private static void assertSame(Map<String, Tensor> found, Map<String, Tensor> expected) {
        expected.forEach((name, w) -> assertThat(of(found, name)).as(name).isEqualTo(w.data()));
    }

    @Test
    void clippingByTheBook() {
        assertThat(clipped(sgd(1).clipNorm(1))).containsExactly(new float[]{.6f, .8f, 0, 1}, within(1e-6f));
        assertThat(clipped(sgd(1).globalClipNorm(1))).containsExactly(new float[]{3 / 13f, 4 / 13f, 0, 12 / 13f},
                within(1e-6f));
        assertThat(clipped(sgd(1).clipValue(3.5))).containsExactly(3, 3.5f, 0, 3.5f);
        assertThat(clipped(sgd(1))).containsExactly(3, 4, 0, 12);
    }

    private static float[] clipped(Optimizer optimizer) {
        var a = Tensor.zeros(2);
        var b = Tensor.zeros(2);
        double norm = new Optimization(optimizer).step(Map.of("a", a, "b", b),
                t -> t == a ? new float[]{3, 4} : new float[]{0, 12},
                Machine.single());
        assertThat(norm).isEqualTo(13);
        return new float[]{0 - a.data()[0], 0 - a.data()[1], 0 - b.data()[0], 0 - b.data()[1]}; // 0 − 0 is no −0
    }

    @ParameterizedTest
    @MethodSource("all")
    void threadsChangeNoBit(Optimizer optimizer) {
        var alone = weights(331, 211);
        var shared = weights(331, 211);
        train(new Optimization(optimizer), alone, 2, Machine.single());
        train(new Optimization(optimizer), shared, 2, Machine.of(4));
        assertSame(shared, alone);
    }

    @ParameterizedTest
    @MethodSource("all")
    void continuesWhereItWasSaved(Optimizer optimizer) {
        var straight = weights(5, 4);
        var whole = new Optimization(optimizer);
        train(whole, straight, 6, Machine.single());

        var stopped = weights(5, 4);
        var first = new Optimization(optimizer);
        train(first, stopped, 3, Machine.single());
        var second = new Optimization(optimizer);
        second.restore(first.state(), first.steps(), first.learningRate());
        train(second, stopped, 3, Machine.single());
        assertSame(stopped, straight);
        assertThat(second.steps()).isEqualTo(6);
        assertThat(second.learningRate()).isEqualTo(whole.learningRate());
        assertThat(second.averages().keySet()).isEqualTo(whole.averages().keySet());
        second.finish(stopped);
        whole.finish(straight);
        assertSame(stopped, straight);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aGradientThatIsNoNumberChangesNothing(Optimizer optimizer) {
        for (float bad : new float[]{Float.NaN, Float.POSITIVE_INFINITY}) {
            var o = new Optimization(optimizer);
            var a = Tensor.vector(1, 2);
            var b = Tensor.vector(3, 4);
            o.step(Map.of("a", a, "b", b), t -> new float[]{.1f, .1f}, Machine.single());
            var before = List.of(a.data().clone(), b.data().clone());
            var state = o.state();
            assertThatThrownBy(() -> o.step(Map.of("a", a, "lstm/kernel", b),
                    t -> t == a ? new float[2] : new float[]{1, bad}, Machine.single()))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("step 2: the gradient of weight \"lstm/kernel\" is " + bad);
            assertThat(a.data()).isEqualTo(before.get(0));
            assertThat(b.data()).isEqualTo(before.get(1));
            assertThat(o.steps()).isEqualTo(1);
            state.forEach((name, values) -> assertThat(o.state().get(name)).isEqualTo(values));
        }
    }

    @Test
    void learningRateCanBeChanged() {
        var o = new Optimization(sgd(1));
        var w = Tensor.vector(0);
        o.learningRate(0.5);
        o.step(Map.of("w", w), t -> new float[]{1}, Machine.single());
        assertThat(w.data()[0]).isEqualTo(-0.5f);
        assertThatThrownBy(() -> o.learningRate(Double.NaN)).isInstanceOf(RondoException.class);
    }

    @Test
    void stateIsNamedAndChecked() {
        var o = new Optimization(adam());
        o.step(Map.of("lstm/kernel", Tensor.vector(1, 2)), t -> new float[]{1, 1}, Machine.single());
        assertThat(o.state()).containsOnlyKeys("lstm/kernel/momentum", "lstm/kernel/velocity");
        var other = new Optimization(sgd());
        assertThatThrownBy(() -> other.restore(o.state(), 1, 0.1)).isInstanceOf(RondoException.class)
                .hasMessageContaining("belongs to another optimizer");
        assertThatThrownBy(() -> new Optimization(adam()).restore(Map.of("w/momentum", new float[1]), 1, 0.1))
                .hasMessageContaining("lacks \"velocity\"");
        assertThatThrownBy(
                () -> o.step(Map.of("lstm/kernel", Tensor.vector(1, 2, 3)), t -> new float[3], Machine.single()))
                .hasMessageContaining("belongs to another model");
    }

    @Test
    void hyperParametersAreChecked() {
        for (double bad : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (var make : List.<java.util.function.DoubleFunction<Optimizer>>of(Optimizers::sgd, Optimizers::rmsprop,
                    Optimizers::adam, Optimizers::adamW, Optimizers::adagrad, Optimizers::adadelta, Optimizers::adamax,
                    Optimizers::nadam, Optimizers::lion, Optimizers::lamb, Optimizers::ftrl, Optimizers::adafactor,
                    Optimizers::muon, Optimizers::scheduleFreeAdamW)) {
                assertThatThrownBy(() -> make.apply(bad)).isInstanceOf(RondoException.class)
                        .hasMessageContaining("learningRate must be a finite number above 0, got " + bad);
            }
            assertThatThrownBy(() -> sgd().clipNorm(bad)).hasMessageContaining("clipNorm");
        }
        assertThatThrownBy(() -> sgd().momentum(1.5)).hasMessage("sgd: momentum must be from 0 to 1, got 1.5");
        assertThatThrownBy(() -> adam().beta1(1)).hasMessage("adam: beta1 must be at least 0 and below 1, got 1.0");
        assertThatThrownBy(() -> adam().weightDecay(-1)).hasMessageContaining("weightDecay");
        assertThatThrownBy(() -> sgd().clipNorm(1).clipValue(1))
                .hasMessageContaining("only one of clipNorm, globalClipNorm and clipValue");
        assertThat(adamW(0.1).weightDecay(0.01).clipNorm(1).weightDecay()).isEqualTo(0.01);
        assertThat(adamW(0.1).clipNorm(1).name()).isEqualTo("adamw");
    }

    /// As `base_optimizer.py` has it: the average is the weight after the first update, and a mean of old and new then.
    @Test
    void averagesTakeTheWeightsPlaceAtTheEnd() {
        var o = new Optimization(sgd(1).useEma(0.5));
        var w = Tensor.vector(0);
        assertThat(o.averages()).isEmpty();
        o.finish(Map.of("w", w));
        assertThat(w.data()).as("before any step there is no average").containsExactly(0);
        for (int i = 0; i < 3; i++) o.step(Map.of("w", w), t -> new float[]{-1}, Machine.single());
        assertThat(w.data()).containsExactly(3);
        assertThat(o.averages().get("w")).containsExactly(0.5f * (0.5f * 1 + 0.5f * 2) + 0.5f * 3);
        o.finish(Map.of("w", w));
        assertThat(w.data()).containsExactly(2.25f);
    }

    @Test
    void gatheredGradientsMoveTheWeightsByTheirMean() {
        var o = new Optimization(sgd(1).clipValue(2).gradientAccumulationSteps(3));
        var w = Tensor.vector(0);
        var moved = new ArrayList<Float>();
        for (float g : new float[]{-3, -3, -3, -9, 0, 0}) {
            o.step(Map.of("w", w), t -> new float[]{g}, Machine.single());
            moved.add(w.data()[0]);
        }
        assertThat(moved).containsExactly(0f, 0f, 2f, 2f, 2f, 4f);
        assertThat(o.steps()).isEqualTo(6);
        assertThat(o.state().get("w/gradient_accumulator")).containsExactly(0);
    }

    @Test
    void whatIsGatheredIsCheckedBeforeItIsUsed() {
        var o = new Optimization(sgd(1).gradientAccumulationSteps(2));
        var w = Tensor.vector(1);
        o.step(Map.of("w", w), t -> new float[]{Float.MAX_VALUE}, Machine.single());
        assertThatThrownBy(() -> o.step(Map.of("w", w), t -> new float[]{Float.MAX_VALUE}, Machine.single()))
                .isInstanceOf(DivergedException.class).hasMessageContaining("step 2");
        assertThat(w.data()).containsExactly(1);
        assertThat(o.state().get("w/gradient_accumulator")).containsExactly(Float.MAX_VALUE);
    }

    @Test
    void aScheduleSetsTheRateOfEachStep() {
        var o = new Optimization(sgd(1).schedule(exponentialDecay(8, 1, 0.5)));
        var w = Tensor.vector(0);
        assertThat(o.learningRate()).isEqualTo(8);
        o.step(Map.of("w", w), t -> new float[]{-1}, Machine.single());
        o.step(Map.of("w", w), t -> new float[]{-1}, Machine.single());
        assertThat(w.data()).containsExactly(12);
        assertThat(o.learningRate()).isEqualTo(2);
        assertThatThrownBy(() -> o.learningRate(0.1)).isInstanceOf(RondoException.class)
                .hasMessageContaining("sgd: the learning rate follows ExponentialDecay")
                .hasMessageContaining("cannot be set to 0.1");
        assertThatThrownBy(() -> new Optimization(sgd().schedule(step -> Double.NaN)).learningRate())
                .hasMessage("sgd: learningRate must be a finite number of 0 or more, got NaN");
    }

    @Test
    void decaySparesWhatIsExcluded() {
        var weights = Map.of("dense/kernel", Tensor.vector(1), "dense/bias", Tensor.vector(1), "out/kernel",
                Tensor.vector(1));
        new Optimization(adamW(0.1).weightDecay(1).excludeFromWeightDecay("bias", "out/")).step(weights,
                t -> new float[1], Machine.single());
        assertThat(of(weights, "dense/kernel")).containsExactly(0.9f);
        assertThat(of(weights, "dense/bias")).containsExactly(1);
        assertThat(of(weights, "out/kernel")).containsExactly(1);
    }

    @Test
    void adafactorAndMuonKeepLittleBesideMatrices() {
        var o = new Optimization(adafactor());
        train(o, weights(5, 4), 1, Machine.single());
        assertThat(o.state().get("kernel/row")).hasSize(5);
        assertThat(o.state().get("kernel/column")).hasSize(4);
        assertThat(o.state().get("kernel/velocity")).isEmpty();
        assertThat(o.state().get("conv/row")).hasSize(2 * 4);
        assertThat(o.state().get("conv/column")).hasSize(2 * 3);
        assertThat(o.state().get("w/velocity")).hasSize(5);
        var muon = new Optimization(muon());
        train(muon, weights(5, 4), 1, Machine.single());
        assertThat(muon.state().get("kernel/velocity")).isEmpty();
        assertThat(muon.state().get("w/velocity")).hasSize(5);
    }

    /// Singular values of 1, roughly: rows of the smaller side are orthogonal.
    @Test
    void newtonAndSchulzMakeAnOrthogonalMatrix() {
        for (var sizes : List.of(new int[]{6, 40}, new int[]{40, 6})) {
            var g = numbers(240, 3);
            new NewtonSchulz(1.875, -1.25, 0.375, 30).orthogonalize(g, sizes[0], sizes[1], Machine.single());
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    double product = 0;
                    for (int k = 0; k < 40; k++) {
                        product += sizes[0] == 6 ? g[i * 40 + k] * g[j * 40 + k] : g[k * 6 + i] * g[k * 6 + j];
                    }
                    assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-4));
                }
            }
        }
    }

    @Test
    void refinementsAreChecked() {
        assertThatThrownBy(() -> adam().gradientAccumulationSteps(1)).isInstanceOf(RondoException.class)
                .hasMessage("adam: gradientAccumulationSteps must be at least 2, got 1");
        assertThatThrownBy(() -> adam().useEma(1.5)).hasMessageContaining("momentum must be from 0 to 1, got 1.5");
        assertThatThrownBy(() -> adam().emaOverwriteFrequency(5)).hasMessageContaining("call useEma() before");
        assertThatThrownBy(() -> adam().useEma().emaOverwriteFrequency(0))
                .hasMessageContaining("must be at least 1, got 0");
        assertThatThrownBy(() -> lion().beta1(0)).hasMessageContaining("lion: beta1 must be above 0");
        assertThatThrownBy(() -> ftrl().learningRatePower(0.5))
                .hasMessageContaining("must be a finite number of 0 or less, got 0.5");
        assertThatThrownBy(() -> adafactor().beta2Decay(0)).hasMessageContaining("below 0, got 0.0");
        assertThatThrownBy(() -> muon().nsSteps(-1)).hasMessage("muon: nsSteps must be at least 0, got -1");
    }
}

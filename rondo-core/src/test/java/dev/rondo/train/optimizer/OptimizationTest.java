package dev.rondo.train.optimizer;

import static dev.rondo.train.optimizer.Optimizers.adam;
import static dev.rondo.train.optimizer.Optimizers.adamW;
import static dev.rondo.train.optimizer.Optimizers.rmsprop;
import static dev.rondo.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.DivergedException;
import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizationTest {
    static List<Optimizer> all() {
        return List.of(sgd(), sgd(0.1).momentum(0.9), sgd(0.1).momentum(0.9).withNesterov(), rmsprop(),
                rmsprop(0.01).momentum(0.5).withCentering(), adam(), adam(0.1).withAmsgrad(), adamW(),
                adam().globalClipNorm(1), sgd(0.1).clipValue(0.5), adam().clipNorm(1).weightDecay(0.1));
    }

    private static float[] numbers(int n, long seed) {
        var x = new float[n];
        for (int i = 0; i < n; i++) x[i] = (float) Key.of(seed).normal(i);
        return x;
    }

    /// `steps` steps with gradients drawn by step number; what a training would do.
    private static void train(Optimization o, Tensor w, int steps, Machine machine) {
        for (int i = 0; i < steps; i++) {
            var g = numbers(w.data().length, o.steps());
            o.step(Map.of("w", w), t -> g, machine);
        }
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
        int n = 100_001;
        var alone = Tensor.vector(numbers(n, 99));
        var shared = Tensor.vector(numbers(n, 99));
        train(new Optimization(optimizer), alone, 2, Machine.single());
        train(new Optimization(optimizer), shared, 2, Machine.of(4));
        assertThat(shared.data()).isEqualTo(alone.data());
    }

    @ParameterizedTest
    @MethodSource("all")
    void continuesWhereItWasSaved(Optimizer optimizer) {
        var straight = Tensor.vector(numbers(20, 5));
        train(new Optimization(optimizer), straight, 6, Machine.single());

        var stopped = Tensor.vector(numbers(20, 5));
        var first = new Optimization(optimizer);
        train(first, stopped, 3, Machine.single());
        var second = new Optimization(optimizer);
        second.restore(first.state(), first.steps(), first.learningRate());
        train(second, stopped, 3, Machine.single());
        assertThat(stopped.data()).isEqualTo(straight.data());
        assertThat(second.steps()).isEqualTo(6);
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
                    Optimizers::adam, Optimizers::adamW)) {
                assertThatThrownBy(() -> make.apply(bad)).isInstanceOf(RondoException.class)
                        .hasMessageContaining("learningRate is a finite number above 0, got " + bad);
            }
            assertThatThrownBy(() -> sgd().clipNorm(bad)).hasMessageContaining("clipNorm");
        }
        assertThatThrownBy(() -> sgd().momentum(1.5)).hasMessage("sgd: momentum is from 0 to 1, got 1.5");
        assertThatThrownBy(() -> adam().beta1(1)).hasMessage("adam: beta1 is 0 or above and below 1, got 1.0");
        assertThatThrownBy(() -> adam().weightDecay(-1)).hasMessageContaining("weightDecay");
        assertThatThrownBy(() -> sgd().clipNorm(1).clipValue(1))
                .hasMessageContaining("only one of clipNorm, globalClipNorm and clipValue");
        assertThat(adamW(0.1).weightDecay(0.01).clipNorm(1).weightDecay()).isEqualTo(0.01);
        assertThat(adamW(0.1).clipNorm(1).name()).isEqualTo("adamw");
    }
}

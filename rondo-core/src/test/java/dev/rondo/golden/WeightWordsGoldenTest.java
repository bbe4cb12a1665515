package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Constraint;
import dev.rondo.nn.Constraints;
import dev.rondo.nn.Init;
import dev.rondo.nn.Init.VarianceScaling.Distribution;
import dev.rondo.nn.Init.VarianceScaling.Mode;
import dev.rondo.nn.OrthogonalRegularizer;
import dev.rondo.nn.Regularizer;
import dev.rondo.nn.Regularizers;
import dev.rondo.nn.Stft;
import dev.rondo.nn.Window;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said about a weight: how it starts, what it costs, where it may lie.
class WeightWordsGoldenTest {
    private static final Key KEY = Key.of(11);

    private static List<Golden> initializers(String list) {
        return Golden.read("vocabulary_nn.json").get("initializers").get(list).valueStream()
                .map(j -> new Golden(j.toString(), j)).toList();
    }

    static List<Golden> fans() { return initializers("fans"); }

    static List<Golden> scaling() { return initializers("scaling"); }

    static List<Golden> untruncated() { return initializers("untruncated"); }

    static List<Golden> identity() { return initializers("identity"); }

    static List<Golden> stft() { return initializers("stft"); }

    static List<Golden> regularizers() { return Golden.cases("vocabulary_nn.json", "regularizers"); }

    static List<Golden> constraints() { return Golden.cases("vocabulary_nn.json", "constraints"); }

    /// Variance 1/fan, so uniform within ±√(3/fan), for one fan after the other.
    @ParameterizedTest
    @MethodSource("fans")
    void fans(Golden g) {
        for (var mode : List.of(Mode.FAN_IN, Mode.FAN_OUT)) {
            double limit = Math.sqrt(3 / g.number(mode == Mode.FAN_IN ? "fan_in" : "fan_out"));
            assertSame(Init.varianceScaling(1, mode, Distribution.UNIFORM), Init.randomUniform(-limit, limit),
                    shape(g));
        }
    }

    /// Keras asks its random numbers for the same distribution, with the same settings.
    @ParameterizedTest
    @MethodSource("scaling")
    void varianceScaling(Golden g) {
        var asked = g.get("asked");
        var plain = switch (asked.text("kind")) {
            case "uniform" -> Init.randomUniform(asked.number("minval"), asked.number("maxval"));
            case "normal" -> Init.randomNormal(asked.number("mean"), asked.number("stddev"));
            case "truncated_normal" -> Init.truncatedNormal(asked.number("mean"), asked.number("stddev"));
            default -> throw new AssertionError(asked);
        };
        assertSame(Init.varianceScaling(g.number("scale"), Mode.valueOf(g.text("mode").toUpperCase(Locale.ROOT)),
                Distribution.valueOf(g.text("distribution").toUpperCase(Locale.ROOT))), plain, shape(g));
    }

    private static void assertSame(Init a, Init b, Shape shape) {
        assertThat(a.draw(shape, KEY)).containsExactly(b.draw(shape, KEY), offset(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("untruncated")
    void untruncatedMoments(Golden g) {
        var w = Init.varianceScaling(g.number("scale"), Mode.FAN_IN, Distribution.UNTRUNCATED_NORMAL).draw(shape(g),
                KEY);
        double square = 0;
        int beyond = 0;
        for (float x : w) {
            square += (double) x * x / w.length;
            if (Math.abs(x) > 2 * g.number("std")) beyond++;
        }
        assertThat(Math.sqrt(square)).isCloseTo(g.number("std"), within(0.01 * g.number("std")));
        assertThat((double) beyond / w.length).isCloseTo(g.number("beyond_two"), within(0.003));
    }

    @ParameterizedTest
    @MethodSource("stft")
    void stft(Golden g) {
        var values = g.tensor("values");
        var ours = new Stft(Stft.Side.valueOf(word(g, "side")), Window.valueOf(word(g, "window")),
                Stft.Scaling.valueOf(word(g, "scaling")), g.json().get("periodic").asBoolean());
        Golden.assertClose(g.name(), Tensor.of(values.shape(), ours.draw(values.shape(), KEY)), values);
        assertThatThrownBy(() -> ours.draw(Shape.of(3, 2, 4), KEY)).hasMessageStartingWith("stft: a kernel");
    }

    private static String word(Golden g, String name) {
        return g.json().get(name).asString().toUpperCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("identity")
    void identity(Golden g) {
        var values = g.tensor("values");
        assertThat(Init.identity(g.number("gain")).draw(values.shape(), KEY)).isEqualTo(values.data());
    }

    @ParameterizedTest
    @MethodSource("regularizers")
    void costAndItsGradient(Golden g) {
        var tape = Tape.recording(Machine.single());
        var x = tape.watch(g.tensor("input"));
        var cost = regularizer(g).of(x);
        Golden.assertClose("cost", cost, g.tensor("output"));
        Golden.assertClose("gradient", Tensor.of(x.shape(), tape.backward(cost).of(x)), g.tensor("gradient"));
    }

    private static Regularizer regularizer(Golden g) {
        var config = g.get("config");
        return switch (g.text("class_name")) {
            case "L1" -> Regularizers.l1(config.number("l1"));
            case "L2" -> Regularizers.l2(config.number("l2"));
            case "L1L2" -> Regularizers.l1l2(config.number("l1"), config.number("l2"));
            case "OrthogonalRegularizer" -> Regularizers.orthogonal(config.number("factor"),
                    OrthogonalRegularizer.Mode.valueOf(config.text("mode").toUpperCase(Locale.ROOT)));
            default -> throw new AssertionError(g);
        };
    }

    @ParameterizedTest
    @MethodSource("constraints")
    void whereWeightsAreBroughtTo(Golden g) {
        var w = g.tensor("input");
        constraint(g).apply(w.shape(), w.data());
        Golden.assertClose("weight", w, g.tensor("output"));
    }

    private static Constraint constraint(Golden g) {
        var c = g.get("config");
        return switch (g.text("class_name")) {
            case "MaxNorm" -> Constraints.maxNorm(c.number("max_value")).axis(axes(c));
            case "NonNeg" -> Constraints.nonNeg();
            case "UnitNorm" -> Constraints.unitNorm().axis(axes(c));
            case "MinMaxNorm" -> Constraints.minMaxNorm(c.number("min_value"), c.number("max_value"))
                    .rate(c.number("rate")).axis(axes(c));
            default -> throw new AssertionError(g);
        };
    }

    private static int[] axes(Golden config) {
        var axis = config.json().get("axis");
        return axis.isArray() ? axis.valueStream().mapToInt(a -> a.asInt()).toArray() : new int[]{axis.asInt()};
    }

    @Test
    void defaultsAreThoseOfKeras() {
        assertThat(Regularizers.l1()).isEqualTo(Regularizers.l1(0.01));
        assertThat(Regularizers.l2()).isEqualTo(Regularizers.l2(0.01));
        assertThat(Constraints.maxNorm()).isEqualTo(Constraints.maxNorm(2).axis(0));
        assertThat(Constraints.unitNorm()).isEqualTo(Constraints.unitNorm().axis(0));
        assertThat(Constraints.minMaxNorm()).isEqualTo(Constraints.minMaxNorm(0, 1).rate(1).axis(0));
    }

    /// At 0 nothing pushes a number to a side, and a lone row has no angle.
    @Test
    void whatCostsNothing() {
        var tape = Tape.recording(Machine.single());
        var x = tape.watch(Tensor.matrix(new float[]{0, 2}));
        assertThat(tape.backward(Regularizers.l1(0.5).of(x)).of(x)).containsExactly(0, 0.5f);
        assertThat(Regularizers.orthogonal(1, OrthogonalRegularizer.Mode.ROWS).of(x).value()).isZero();
    }

    @Test
    void settingsThatCannotBe() {
        for (double bad : new double[]{-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Regularizers.l1(bad)).isInstanceOf(RondoException.class)
                    .hasMessageContaining("l1 must be");
            assertThatThrownBy(() -> Regularizers.l1l2(0, bad)).hasMessageStartingWith("L1L2: l2 must be");
            assertThatThrownBy(() -> Constraints.maxNorm(bad)).hasMessageStartingWith("MaxNorm: maxValue must be");
            assertThatThrownBy(() -> Init.varianceScaling(bad, Mode.FAN_IN, Distribution.UNIFORM))
                    .hasMessageStartingWith("VarianceScaling: scale must be");
        }
        assertThatThrownBy(() -> Constraints.minMaxNorm(2, 1)).hasMessageStartingWith("MinMaxNorm: minValue 2.0");
        assertThatThrownBy(() -> Constraints.minMaxNorm().rate(1.5)).hasMessageStartingWith("MinMaxNorm: rate");
        assertThatThrownBy(() -> Constraints.unitNorm().axis(2).apply(Shape.of(2, 3), new float[6]))
                .hasMessageStartingWith("UnitNorm: a weight of shape [2, 3] has no axis 2");
        assertThatThrownBy(() -> Regularizers.orthogonal(1, OrthogonalRegularizer.Mode.ROWS).of(Tensor.vector(1f, 2)))
                .hasMessageStartingWith("OrthogonalRegularizer: a matrix is expected");
        assertThatThrownBy(() -> Init.identity().draw(Shape.of(3), KEY)).hasMessageStartingWith("identity: a matrix");
    }

    private static Shape shape(Golden g) {
        return Shape.of(Golden.elements(g.json().get("shape")).mapToInt(j -> j.intValue()).toArray());
    }
}

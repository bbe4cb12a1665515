package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.kernel.Machine;
import dev.rondo.nn.Activation;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every activation of Keras against JAX: far out, near 0 and at kinks.
class ActivationsGoldenTest {
    static List<Golden> activations() { return Golden.cases("vocabulary_nn.json", "activations"); }

    static List<Golden> thresholds() { return Golden.cases("vocabulary_nn.json", "thresholds"); }

    @Test
    void allWordsOfKerasAreThere() {
        var ours = Arrays.stream(Activation.values()).map(Activation::name).toList();
        assertThat(activations().stream().map(ActivationsGoldenTest::word).distinct())
                .containsExactlyInAnyOrderElementsOf(ours);
    }

    private static String word(Golden g) {
        var name = g.name().toUpperCase(Locale.ROOT).replace("_3D", "");
        return name.equals("GELU_APPROXIMATE") ? "GELU_TANH" : name;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void valueAndSlope(Golden g) {
        var f = Activation.valueOf(word(g));
        check(g, f == Activation.GLU ? Ops::glu : f::of);
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    void threshold(Golden g) {
        check(g, x -> Ops.threshold((float) g.number("threshold"), (float) g.number("default_value"), x));
    }

    private static void check(Golden g, UnaryOperator<Tensor> f) {
        var tape = Tape.recording(Machine.single());
        var x = tape.watch(g.tensor("input"));
        var y = f.apply(x);
        assertClose(g + " value", x, y.data(), g.tensor("output"));
        var loss = Ops.sum(Ops.times(y, g.tensor("loss_weights")));
        assertClose(g + " slope", x, tape.backward(loss).of(x), g.tensor("gradient"));
    }

    /// Number by number, as far as floats go: Keras's own last digits are lost where it adds to x.
    private static void assertClose(String what, Tensor x, float[] found, Tensor expected) {
        assertThat(found).as(what).hasSameSizeAs(expected.data());
        boolean one = x.data().length == found.length;
        for (int i = 0; i < found.length; i++) {
            float to = expected.data()[i];
            double allowed = 5e-7 + 1e-5 * Math.abs(to) + (one ? 1e-7 * Math.abs(x.data()[i]) : 0);
            assertThat((double) found[i]).as("%s at %s", what, one ? x.data()[i] : i).isCloseTo(to, within(allowed));
        }
    }

    /// The left tail of gelu, where a float of 1 + erf would be 0: against numbers of 30 digits.
    @Test
    void geluFarToTheLeft() {
        assertThat(Ops.gelu(Tensor.vector(-6f, -10f, -13f)).data()).satisfies(y -> {
            assertThat((double) y[0]).isCloseTo(-5.9195258702262e-9, within(1e-15));
            assertThat((double) y[1]).isCloseTo(-7.6198530241605e-23, within(1e-29));
            assertThat((double) y[2]).isCloseTo(-7.9523137194148e-38, within(1e-44));
        });
    }
}

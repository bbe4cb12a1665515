package dev.rondo.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Tape;
import dev.rondo.golden.Golden;
import org.assertj.core.data.Offset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values and gradients as Keras computes them, with sample weights, step weights and masks.
class LossesGoldenTest {
    private static final Offset<Float> CLOSE = within(1e-5f);

    static List<Golden> cases() { return Golden.cases("losses.json", "cases"); }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Golden c) {
        var loss = loss(c.get("loss"));
        var tape = Tape.recording(Machine.single());
        var prediction = tape.watch(c.tensor("y_pred"));
        var each = loss.perSample(c.tensor("y_true"), prediction);
        close(each.data(), c.tensor("each").data());
        assertThat(each.shape()).isEqualTo(c.tensor("each").shape());

        var value = WeightedMean.reduce(each, c.array("sample_weight"), c.mask("mask"));
        assertThat(value.value()).isCloseTo((float) c.number("value"), CLOSE);
        if (c.given("gradient")) close(tape.backward(value).of(prediction), c.tensor("gradient").data());
    }

    private static Loss loss(Golden spec) {
        var config = spec.get("config");
        boolean logits = config.flag("from_logits");
        double smoothing = config.number("label_smoothing", 0);
        return switch (spec.text("class_name")) {
            case "CategoricalCrossentropy" -> new CategoricalCrossentropy(logits, smoothing, -1);
            case "SparseCategoricalCrossentropy" -> new SparseCategoricalCrossentropy(logits, OptionalInt.empty(), -1);
            case "BinaryCrossentropy" -> new BinaryCrossentropy(logits, smoothing, -1);
            case "MeanSquaredError" -> new MeanSquaredError();
            case "MeanAbsoluteError" -> new MeanAbsoluteError();
            default -> throw new AssertionError(spec);
        };
    }

    /// To 1e-5, relative for numbers above 1.
    private static void close(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("number %d", i).isCloseTo(expected[i],
                    within(1e-5f * Math.max(1, Math.abs(expected[i]))));
        }
    }
}

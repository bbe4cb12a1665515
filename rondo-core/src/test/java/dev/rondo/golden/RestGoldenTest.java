package dev.rondo.golden;

import static dev.rondo.layer.Layers.activation;
import static dev.rondo.layer.Layers.batchNormalization;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.unembedding;
import static dev.rondo.model.Model.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.file.RondoFile;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Init.VarianceScaling.Distribution;
import dev.rondo.nn.Init.VarianceScaling.Mode;
import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Axes of activations, capped scores, fans along given axes, and starts of moving averages, as in Keras.
class RestGoldenTest {
    static List<Golden> along() { return Golden.cases("vocabulary_rest.json", "along"); }

    static List<Golden> capped() { return Golden.cases("vocabulary_rest.json", "capped"); }

    static List<Golden> fans() { return Golden.cases("vocabulary_rest.json", "fans"); }

    @ParameterizedTest
    @MethodSource("along")
    void activationAlongAnAxis(Golden g) {
        int axis = g.json().get("axis").asInt();
        var activation = Activation.valueOf(g.text("activation"));
        var tape = Tape.recording(Machine.single());
        var x = tape.watch(g.tensor("x"));
        var y = switch (activation) {
            case SOFTMAX -> Ops.softmax(x, axis);
            case LOG_SOFTMAX -> Ops.logSoftmax(x, axis);
            case SPARSEMAX -> Ops.sparsemax(x, axis);
            default -> Ops.glu(x, axis);
        };
        Golden.assertClose("y", y, g.tensor("y"));
        var loss = Ops.sum(Ops.times(y, g.tensor("importance")));
        Golden.assertClose("gradient", Tensor.of(x.shape(), tape.backward(loss).of(x)), g.tensor("gradient"));

        var layer = activation(activation).axis(axis);
        var model = sequential(input(4, 6, 2), layer);
        Golden.assertClose("layer", model.predict(g.tensor("x")), g.tensor("y"));
        assertThat(model.outputShape().with(0, 2)).isEqualTo(g.tensor("y").shape());
    }

    @Test
    void whatHasNoAxisIsRefused(@TempDir Path dir) {
        assertThatThrownBy(() -> activation(Activation.RELU).axis(1)).hasMessageContaining("RELU")
                .hasMessageContaining("each number by itself");
        assertThatThrownBy(() -> sequential(input(4, 3), activation(Activation.GLU).axis(2)))
                .hasMessageContaining("halves axis 2").hasMessageContaining("[?, 4, 3]");
        assertThatThrownBy(() -> sequential(input(4, 3), activation(Activation.SPARSEMAX).axis(0)))
                .hasMessageContaining("the batch");
        assertThatThrownBy(() -> Ops.glu(Tensor.vector(1, 2), 1)).hasMessageContaining("no axis 1");
        var model = sequential(input(Shape.ANY, 3), activation(Activation.SPARSEMAX).axis(1));
        assertThatThrownBy(() -> model.call(Tensor.of(Shape.of(1, 2, 3), new float[6]), Mask.of(1, 2, true, false)))
                .hasMessageContaining("padding");
        var file = dir.resolve("m.rondo");
        RondoFile.save(sequential(input(4, 3), activation(Activation.SPARSEMAX).axis(1)), file);
        assertThat(RondoFile.load(file).model().layer("activation"))
                .isEqualTo(activation(Activation.SPARSEMAX).axis(1));
    }

    @ParameterizedTest
    @MethodSource("capped")
    void cappedScores(Golden g) {
        var model = sequential(input(4, 3), unembedding(5).logitSoftCap(g.number("cap")));
        model.weights().set("unembedding/embeddings", g.tensor("table"));
        Golden.assertClose("y", model.predict(g.tensor("x")), g.tensor("y"));
        assertThatThrownBy(() -> unembedding(5).logitSoftCap(0))
                .hasMessageContaining("logitSoftCap must be a finite number above 0");
    }

    @ParameterizedTest
    @MethodSource("fans")
    void fansAlongAxes(Golden g) {
        var shape = Shape.of(numbers(g.json().get("shape")).stream().mapToInt(n -> n).toArray());
        var key = Key.of(1).in(g.name());
        for (var mode : List.of(Mode.FAN_IN, Mode.FAN_OUT)) {
            double fan = g.number(mode == Mode.FAN_IN ? "fan_in" : "fan_out");
            double limit = Math.sqrt(3 * 2 / fan);
            assertThat(Init.varianceScaling(2, mode, Distribution.UNIFORM)
                    .axes(numbers(g.json().get("input_axes")), numbers(g.json().get("output_axes"))).draw(shape, key))
                    .isEqualTo(Init.randomUniform(-limit, limit).draw(shape, key));
        }
        assertThatThrownBy(() -> Init.heNormal().axes(List.of(9), List.of(0)).draw(shape, key))
                .hasMessageContaining("no axis 9");
    }

    private static List<Integer> numbers(JsonNode array) {
        var numbers = new ArrayList<Integer>();
        for (var n : array) numbers.add(n.asInt());
        return numbers;
    }

    @Test
    void movingAveragesStartAsTold() {
        var model = sequential(input(3), batchNormalization().epsilon(0)
                .movingStarts(Init.constant(2), Init.values(1, 4, 16)));
        assertThat(model.weights().get("batch_normalization/moving_mean").data()).containsOnly(2);
        // (x − 2) / √variance
        assertThat(model.predict(Tensor.matrix(new float[][]{{3, 3, 3}})).data()).containsExactly(1, .5f, .25f);
    }

    /// What each word is without arguments, as Keras says; the pages compare the numbers with Keras's.
    @Test
    void wordsWithoutArguments() {
        var key = Key.of(3);
        var shape = Shape.of(20, 30);
        assertThat(Init.constant().draw(shape, key)).containsOnly(0);
        assertThat(Init.randomNormal()).isEqualTo(Init.randomNormal(0, 0.05));
        assertThat(Init.truncatedNormal()).isEqualTo(Init.truncatedNormal(0, 0.05));
        assertThat(Init.randomUniform()).isEqualTo(Init.randomUniform(-0.05, 0.05));
        assertThat(Init.varianceScaling()).isEqualTo(Init.lecunNormal());
        var x = Tensor.vector(-2, -.25f, .25f, 2);
        assertThat(Arrays.asList(Ops.leakyRelu(x).data(), Ops.hardShrink(x).data(), Ops.softShrink(x).data()))
                .containsExactly(new float[]{-.4f, -.05f, .25f, 2}, new float[]{-2, 0, 0, 2},
                        new float[]{-1.5f, 0, 0, 1.5f});
    }
}

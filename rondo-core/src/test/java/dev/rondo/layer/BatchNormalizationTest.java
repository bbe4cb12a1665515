package dev.rondo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.contract.Draw;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The moving averages of batch normalisation; its numbers are compared with Keras's in `NormalisationGoldenTest`.
class BatchNormalizationTest {
    private static final Tensor X = Draw.normal("x", 6, 3);
    private final BatchNormalization layer = Layers.batchNormalization();
    private final Weights weights = Weights.draw(layer.weights(Shape.of(Shape.ANY, 3)), Key.of(1));

    private Pass training() { return Pass.training(weights, Machine.single(), Key.of(2)); }

    private static float[] kept(Pass pass, String name) {
        return Objects.requireNonNull(pass.kept().get(name), name).data();
    }

    @Test
    void aPassLeavesNewAveragesAndTouchesNone() {
        var pass = training();
        layer.call(Signal.of(X), pass);
        double mean = 0;
        for (int i = 0; i < 6; i++) mean += X.at(i, 1) / 6.0;
        assertThat((double) kept(pass, "moving_mean")[1]).isCloseTo(0.01 * mean, within(1e-7));
        assertThat(weights.get("moving_mean").data()).containsOnly(0);
        assertThat(pass.trained().keySet()).containsExactlyInAnyOrder("gamma", "beta");
    }

    /// Shared by two parts of a model, it has seen two batches.
    @Test
    void calledTwiceItGoesOnFromTheFirstCall() {
        var once = training();
        layer.call(Signal.of(X), once);
        var twice = training();
        layer.call(Signal.of(X), twice);
        layer.call(Signal.of(X), twice);
        float first = kept(once, "moving_mean")[0];
        assertThat(kept(twice, "moving_mean")[0]).isCloseTo(0.99f * first + first, within(1e-7f));
    }

    /// Keras: `trainable = False` makes it run as in inference.
    @Test
    void frozenItBehavesAsInInference() {
        weights.set("moving_mean", Tensor.vector(0.5f, -0.5f, 2));
        weights.freeze("");
        var pass = training();
        var y = layer.call(Signal.of(X), pass).tensor();
        var expected = layer.call(Signal.of(X), Pass.inference(weights, Machine.single())).tensor();
        assertThat(y.data()).isEqualTo(expected.data());
        assertThat(pass.kept()).isEmpty();
    }

    @Test
    void aMaskNeedsSequences() {
        var mask = Mask.of(6, 3, new boolean[18]);
        assertThatThrownBy(() -> layer.call(Signal.of(X, mask), training())).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("BatchNormalization: with a mask [batch, time, features] is expected");
    }
}

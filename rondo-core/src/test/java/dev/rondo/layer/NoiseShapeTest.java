package dev.rondo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.contract.Draw;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a noise shape says beside Keras's numbers, which `NormalisationGoldenTest` has.
class NoiseShapeTest {
    private static final Tensor X = Draw.normal("x", 4, 6, 5);

    private static float[] trained(Layer layer) {
        var pass = Pass.training(Weights.of(Map.of()), Machine.single(), Key.of(7));
        return layer.call(Signal.of(X), pass).tensor().data();
    }

    @Test
    void theShapeOfTheInputChangesNothing() {
        assertThat(trained(Layers.dropout(0.25).noiseShape(Shape.ANY, Shape.ANY, Shape.ANY)))
                .containsExactly(trained(Layers.dropout(0.25)), offset(0f)); // but the sign of a zero
        assertThat(trained(Layers.alphaDropout(0.25).noiseShape(4, Shape.ANY, 5)))
                .isEqualTo(trained(Layers.alphaDropout(0.25)));
    }

    @Test
    void wholeFeaturesAreASpatialDropout() {
        assertThat(trained(Layers.dropout(0.4).noiseShape(Shape.ANY, 1, Shape.ANY)))
                .isEqualTo(trained(Layers.spatialDropout1d(0.4)));
    }

    /// Sizes matter where something is drawn: a model that was trained with them takes inputs of other sizes.
    @Test
    void sizesAreAskedForInTraining() {
        for (Layer layer : new Layer[]{Layers.dropout(0.5).noiseShape(4, 7, 1),
                Layers.alphaDropout(0.5).noiseShape(4, 7, 1)}) {
            assertThatThrownBy(() -> trained(layer)).hasMessage(layer.title()
                    + ": its noise shape [4, 7, 1] does not fit its input [4, 6, 5]: axis 1 is neither 1 nor 6");
            var pass = Pass.inference(Weights.of(Map.of()), Machine.single());
            assertThat(layer.call(Signal.of(X), pass).tensor().data()).isEqualTo(X.data());
        }
    }
}

package dev.rondo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Softmax over the steps of padded sequences, which Keras's layer does not take.
class SoftmaxMaskTest {
    @Test
    void paddingGetsNothing() {
        var scores = Tensor.of(Shape.of(2, 3, 1), 1, 1, 5, 2, 3, 4);
        var mask = Mask.of(2, 3, true, true, false, false, false, false);
        var pass = Pass.inference(Weights.of(Map.of()), Machine.single());
        var shares = Layers.softmax().axis(1).call(Signal.of(scores, mask), pass);
        assertThat(shares.tensor().data()).containsExactly(new float[]{0.5f, 0.5f, 0, 0, 0, 0}, offset(1e-6f));
        assertThat(shares.mask()).isEqualTo(mask);
    }
}

package dev.rondo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The shapes that a lambda gives, found by trying, and what becomes of a mask.
class LambdaTest {
    private static final int ANY = Shape.ANY;

    @Test
    void shapesAreFoundByTrying() {
        assertThat(Layers.lambda(Ops::square).output(Shape.of(ANY, ANY, 4))).isEqualTo(Shape.of(ANY, ANY, 4));
        assertThat(Layers.lambda(Ops::sumLast).output(Shape.of(ANY, 5, 4))).isEqualTo(Shape.of(ANY, 5));
        assertThat(Layers.lambda(x -> Ops.at(x, 1, 0)).output(Shape.of(ANY, ANY, 4))).isEqualTo(Shape.of(ANY, 4));
        assertThat(Layers.lambda(x -> Ops.tile(x, 1, 2)).output(Shape.of(ANY, 3))).isEqualTo(Shape.of(ANY, 6));
        assertThat(Layers.lambda(Ops::glu).output(Shape.of(7, 6))).isEqualTo(Shape.of(7, 3));
    }

    @Test
    void whatTheFunctionDoesNotTakeIsSaidByName() {
        assertThatThrownBy(() -> Layers.lambda(x -> Ops.at(x, 1, 4)).output(Shape.of(ANY, 3, 2)))
                .isInstanceOf(RondoException.class)
                .hasMessage(
                        "Lambda: the function does not take [2, 3, 2]: at: 4 is outside of axis 1 of shape [2, 3, 2]");
    }

    @Test
    void theMaskEndsUnlessARuleSaysOtherwise() {
        var mask = Mask.of(1, 2, true, false);
        var x = Signal.of(Tensor.zeros(1, 2, 3), mask);
        var pass = Pass.inference(Weights.of(Map.of()), Machine.single());
        assertThat(Layers.lambda(Ops::tanh).call(x, pass).mask()).isEqualTo(Mask.none());
        assertThat(Layers.lambda(Ops::tanh).mask((_, m) -> m).call(x, pass).mask()).isEqualTo(mask);
    }
}

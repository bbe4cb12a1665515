package dev.rondo.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.contract.Draw;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is dropped is decided by the key and the place alone, wherever the work is cut.
class DropTest {
    @Test
    void everyPlaceIsDecidedByItsNumber() {
        var key = Draw.key("drop");
        var x = Draw.normal("x", 50_001);
        var pass = Pass.training(Weights.of(Map.of("x", x)), Machine.of(2), Key.of(0));
        var watched = pass.weight("x");
        var y = Ops.drop(0.25f, key, watched);
        var dx = pass.backward(Ops.sum(y)).of(watched);
        for (int i = 0; i < x.data().length; i++) {
            float kept = key.uniform(i) < 0.25f ? 0 : 1 / 0.75f;
            assertThat(y.data()[i]).as("place %d", i).isEqualTo(x.data()[i] * kept);
            assertThat(dx[i]).as("gradient of place %d", i).isEqualTo(kept);
        }
    }
}

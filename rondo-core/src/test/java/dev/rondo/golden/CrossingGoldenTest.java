package dev.rondo.golden;

import static dev.rondo.data.StringHashedCrossing.stringHashedCrossing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.HashedCrossing;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Features crossed by their hashes, as Keras crosses them: `golden/vocabulary_input.json`.
class CrossingGoldenTest {
    private static final String FILE = "vocabulary_input.json";

    private static Golden part(String name) { return Golden.whole(FILE, name); }

    @Test
    void crossedNumbers() {
        for (var g : part("crossings").get("whole").each().toList()) {
            var columns = g.tensors("columns");
            var layer = new HashedCrossing(g.whole("bins"));
            assertThat(cross(layer, columns).data()).as(g.name()).containsExactly(floats(g.numbers("ids")));
        }
        var hot = part("crossings").get("one_hot");
        var layer = new HashedCrossing(4).outputMode(OutputMode.ONE_HOT);
        var columns = hot.tensors("columns");
        assertThat(cross(layer, columns).data()).containsExactly(hot.tensor("output").data());
        var flat = columns.stream().map(c -> Tensor.vector(c.data())).toList();
        var found = cross(layer, flat);
        assertThat(found.shape()).isEqualTo(hot.tensor("flat").shape());
        assertThat(found.data()).containsExactly(hot.tensor("flat").data());
    }

    private static Tensor cross(HashedCrossing layer, List<Tensor> columns) {
        return layer.merge(columns.stream().map(Signal::of).toList(),
                Pass.inference(Weights.of(Map.of()), Machine.single())).tensor();
    }

    private static float[] floats(double[] numbers) {
        var floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
        return floats;
    }

    @Test
    void crossedTexts() {
        for (var g : part("crossings").get("texts").each().toList()) {
            var first = g.texts("first");
            var numbers = List.of(-2, -1, 0, 1, 2, 3);
            var crossing = stringHashedCrossing(g.whole("bins"));
            assertThat(crossing.ids(List.of(first, g.texts("second")))).containsExactly(g.wholes("ids"));
            assertThat(crossing.ids(List.of(first, numbers))).containsExactly(g.wholes("with_numbers"));
        }
        assertThatThrownBy(() -> stringHashedCrossing(3).id("a")).isInstanceOf(RondoException.class)
                .hasMessageContaining("two features or more");
        assertThatThrownBy(() -> stringHashedCrossing(3).id("a", 1.5)).hasMessageContaining("feature 1 is a Double");
        assertThatThrownBy(() -> stringHashedCrossing(3).ids(List.of(List.of("a"), List.of("a", "b"))))
                .hasMessageContaining("as many rows");
        assertThatThrownBy(() -> new HashedCrossing(3).outputMode(OutputMode.COUNT))
                .hasMessage("HashedCrossing: output mode INT or ONE_HOT is expected, got COUNT");
        assertThatThrownBy(() -> new HashedCrossing(3).output(List.of(Shape.of(2, 1), Shape.of(2, 3))))
                .hasMessageStartingWith("HashedCrossing: inputs of one shape are expected");
    }
}

package dev.rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Data sets made of others, and those with several inputs and targets.
class DatasetsTest {
    private static final Dataset FIVE = Dataset.of(Series.of(5, 2), Series.targets(5));

    private static float[] y(Dataset data) { return data.batch(Series.all(data)).y().data(); }

    @Test
    void parts() {
        assertThat(y(FIVE.take(2))).containsExactly(5, 15);
        assertThat(y(FIVE.skip(3))).containsExactly(35, 45);
        assertThat(FIVE.take(9).size()).isEqualTo(5);
        assertThat(FIVE.skip(9).size()).isZero();
        assertThat(y(FIVE.pick(4, 0, 4))).containsExactly(45, 5, 45);
        assertThat(y(FIVE.shuffle(Key.of(2)))).containsExactlyInAnyOrder(5, 15, 25, 35, 45).isNotEqualTo(y(FIVE))
                .isEqualTo(y(FIVE.shuffle(Key.of(2))));
        assertThatThrownBy(() -> FIVE.pick(5)).hasMessageContaining("row 5");
        assertThatThrownBy(() -> FIVE.take(-1)).hasMessageContaining("-1");
    }

    @Test
    void changed() {
        var twice = FIVE.map(b -> new Batch(b.x(), b.mask(), Tensor.vector(1, 1), Optional.empty()));
        assertThat(twice.batch(new int[]{1, 2}).y().data()).containsExactly(1, 1);
        var fewer = FIVE.map(b -> FIVE.batch(new int[]{0}));
        assertThatThrownBy(() -> fewer.batch(new int[]{1, 2})).hasMessageContaining("2 examples went in, 1 came out");
    }

    @Test
    void oneBehindTheOther() {
        var both = FIVE.concat(Dataset.of(Series.of(9, 2), Series.targets(9)).skip(6));
        assertThat(both.size()).isEqualTo(8);
        assertThat(y(both)).containsExactly(5, 15, 25, 35, 45, 65, 75, 85);
        var mixed = both.batch(new int[]{7, 0, 5, 4});
        assertThat(mixed.x().data()).containsExactly(80, 81, 0, 1, 60, 61, 40, 41);
        assertThat(mixed.y().data()).containsExactly(85, 5, 65, 45);
        assertThat(mixed.mask().present()).isFalse();
        assertThatThrownBy(() -> FIVE.concat(Dataset.of(Series.of(3, 3), Series.targets(3))).batch(new int[]{0, 5}))
                .hasMessageContaining("x of row 5 has shape [3]");
        assertThatThrownBy(
                () -> FIVE.concat(Dataset.of(Series.of(3, 2), Series.targets(3)).weights(Tensor.vector(1, 2, 3)))
                        .batch(new int[]{0, 5}))
                .hasMessageContaining("give weights to both");
    }

    /// Two sizes are padding only where they are lengths: not for features, not for classes.
    @Test
    void classesAreNotFilledUp() {
        var two = Dataset.of(Tensor.zeros(1, 4, 1), Tensor.zeros(1, 2)).mask(Mask.of(1, 4, true, true, true, true));
        var three = Dataset.of(Tensor.zeros(1, 3, 1), Tensor.zeros(1, 3));
        assertThatThrownBy(() -> two.concat(three).batch(new int[]{0, 1}))
                .hasMessageContaining("y of row 1 has shape [3]");
        var steps = Dataset.of(Tensor.zeros(1, 4, 1), Tensor.zeros(1, 4)).mask(Mask.of(1, 4, true, true, true, true));
        assertThat(steps.concat(three).batch(new int[]{0, 1}).y().shape()).isEqualTo(Shape.of(2, 4));
        var ragged = Streamed.of(2, i -> new Example(Tensor.zeros(1 + i), Tensor.zeros(2 + i))).sequences();
        assertThatThrownBy(() -> ragged.batch(new int[]{0, 1})).hasMessageContaining("y of row 1 has shape [3]");
        var labelled = Streamed.of(2, i -> new Example(Tensor.zeros(1 + i), Tensor.zeros(1 + i))).sequences();
        assertThat(labelled.batch(new int[]{0, 1}).y().shape()).isEqualTo(Shape.of(2, 2));
    }

    @Test
    void sequencesOneBehindTheOther() {
        var a = Dataset.of(List.of(new int[]{1, 2}, new int[]{3}), new int[]{0, 1});
        var b = Dataset.of(List.of(new int[]{4, 5, 6}), new int[]{2});
        var both = a.concat(b);
        assertThat(both.length(2)).isEqualTo(3);
        assertThat(both.batch(new int[]{1, 2, 0}).x().data()).containsExactly(3, 0, 0, 4, 5, 6, 1, 2, 0);
        var masked = Dataset.of(Tensor.zeros(1, 2, 1), Tensor.vector(1)).mask(Mask.of(1, 2, true, false));
        var longer = Dataset.of(Tensor.zeros(1, 3, 1), Tensor.vector(1));
        assertThat(masked.concat(longer).batch(new int[]{1, 0}).mask().values())
                .containsExactly(true, true, true, true, false, false);
        var unmasked = Dataset.of(Tensor.zeros(1, 2, 1), Tensor.vector(1));
        assertThatThrownBy(() -> unmasked.concat(longer).batch(new int[]{0, 1}))
                .hasMessageContaining("x of row 1 has shape [3, 1]");
        var streamed = Streamed.of(1, i -> new Example(Tensor.zeros(2, 1), Tensor.scalar(0))).sequences();
        assertThat(streamed.concat(longer).batch(new int[]{1, 0}).mask().values())
                .containsExactly(true, true, true, true, true, false);
    }

    @Test
    void severalInputsAndTargets() {
        var data = Dataset.of(List.of(Series.of(4, 3), Series.of(4, 0)), List.of(Series.targets(4), Series.of(4, 2)))
                .mask(0, Mask.of(new boolean[][]{{true, true, true}, {true, false, false}, {true, true, false},
                        {true, true, true}}))
                .weights(1, Tensor.vector(1, 2, 3, 4));
        var batch = data.batch(new int[]{2, 1});
        assertThat(batch.inputs()).hasSize(2);
        assertThat(batch.x().data()).containsExactly(20, 21, 22, 10, 11, 12);
        assertThat(batch.mask().values()).containsExactly(true, true, false, true, false, false);
        assertThat(batch.inputs().get(1).tensor().data()).containsExactly(20, 10);
        assertThat(batch.inputs().get(1).mask().present()).isFalse();
        assertThat(batch.y().data()).containsExactly(25, 15);
        assertThat(batch.weights()).isEmpty();
        assertThat(batch.targets().get(1).y().shape()).isEqualTo(Shape.of(2, 2));
        assertThat(batch.targets().get(1).weights().orElseThrow().data()).containsExactly(3, 2);
        assertThatThrownBy(() -> Dataset.of(List.of(Series.of(4, 0)), List.of(Series.of(5, 0))))
                .hasMessageContaining("input 0 has 4 examples, but target 0 has shape [5]");
        assertThatThrownBy(() -> data.mask(2, Mask.none())).hasMessageContaining("no input 2");
        assertThatThrownBy(() -> data.weights(0, Tensor.vector(1))).hasMessageContaining("the weights of target 0");
        assertThatThrownBy(() -> data.mask(0, Mask.of(1, 1, true))).hasMessageContaining("mask");
    }

    @Test
    void concatOfSeveral() {
        var one = Dataset.of(List.of(Series.of(2, 0), Series.of(2, 1)), List.of(Series.targets(2)))
                .weights(0, Tensor.vector(7, 8));
        var batch = one.concat(one).batch(new int[]{3, 0});
        assertThat(batch.inputs().get(1).tensor().data()).containsExactly(10, 0);
        assertThat(batch.weights().orElseThrow().data()).containsExactly(8, 7);
    }
}

package dev.rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneHotTest {
    @Test
    void applesChickensAndBroccoli() {
        var food = LabelEncoder.of(List.of("Apple", "Chicken", "Broccoli"));
        var rows = OneHot.toCategorical(food.encode(List.of("Apple", "Chicken", "Broccoli")));
        assertThat(rows).isDeepEqualTo(new float[][]{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    }

    @Test
    void lettersOfAWord() {
        var letters = LabelEncoder.of(List.of("h", "e", "l", "o"));
        var rows = OneHot.toCategorical(letters.encode(List.of("h", "e", "l", "l", "o")));
        assertThat(rows).isDeepEqualTo(
                new float[][]{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
    }

    @Test
    void moreClassesThanOccur() {
        assertThat(OneHot.toCategorical(new int[]{1}, 3)).isDeepEqualTo(new float[][]{{0, 1, 0}});
        assertThat(OneHot.toCategorical(new int[]{}, 3)).isEmpty();
    }

    @Test
    void eachStepOfSequences() {
        assertThat(OneHot.toCategorical(new int[][]{{1, 0}, {2}}, 3))
                .isDeepEqualTo(new float[][][]{{{0, 1, 0}, {1, 0, 0}}, {{0, 0, 1}}});
    }

    @Test
    void outOfRange() {
        assertThatThrownBy(() -> OneHot.toCategorical(new int[]{0, 3}, 3)).isInstanceOf(RondoException.class)
                .hasMessage("toCategorical: class 3 at place 1 is not in 0 to 2; number the classes from 0 "
                        + "(a LabelEncoder does)");
        assertThatThrownBy(() -> OneHot.toCategorical(new int[]{-1})).hasMessageContaining("class -1");
        assertThatThrownBy(() -> OneHot.toCategorical(new int[]{})).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> OneHot.toCategorical(new int[]{0}, 0)).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> OneHot.toCategorical(new int[]{Integer.MAX_VALUE}))
                .isInstanceOf(RondoException.class);
    }
}

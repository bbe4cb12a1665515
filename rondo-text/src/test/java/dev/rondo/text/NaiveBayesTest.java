package dev.rondo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaiveBayesTest {
    // the example in Manning, Raghavan & Schütze, Introduction to Information Retrieval, 13.2:
    // 1 Chinese, 2 Beijing, 3 Shanghai, 4 Macao, 5 Tokyo, 6 Japan; class 1 is "about China"
    private static final List<int[]> TEXTS = List.of(new int[]{0, 1, 2, 1}, new int[]{1, 1, 3}, new int[]{1, 4},
            new int[]{5, 6, 1});
    private static final int[] LABELS = {1, 1, 1, 0};

    @Test
    void theTextbookExample() {
        var bayes = NaiveBayes.fit(TEXTS, LABELS, 2, 7);
        // P(China) ∝ 3/4 · (3/7)³ · 1/14 · 1/14 ≈ 0.0003, P(not) ∝ 1/4 · (2/9)³ · 2/9 · 2/9 ≈ 0.0001
        assertThat(bayes.predict(new int[]{1, 1, 1, 5, 6})).isEqualTo(1);
        // one Chinese fewer turns it: 3/4 · (3/7)² / 14² = 0.00070 against 1/4 · (2/9)⁴ = 0.00061; two fewer do:
        // 3/4 · 3/7 / 14² = 0.0016 against 1/4 · (2/9)³ = 0.0027
        assertThat(bayes.predict(new int[]{1, 1, 5, 6})).isEqualTo(1);
        assertThat(bayes.predict(new int[]{1, 5, 6, 0, 0})).isEqualTo(0);
        assertThat(bayes.predict(new int[]{})).as("the larger class").isEqualTo(1);
        assertThat(bayes.accuracy(TEXTS, LABELS)).isEqualTo(1);
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> NaiveBayes.fit(TEXTS, LABELS, 2, 6)).isInstanceOf(RondoException.class)
                .hasMessageContaining("word number 6 is not in 0 to 5");
        assertThatThrownBy(() -> NaiveBayes.fit(TEXTS, LABELS, 1, 7)).isInstanceOf(RondoException.class)
                .hasMessageContaining("label 1 at place 0");
        assertThatThrownBy(() -> NaiveBayes.fit(TEXTS, new int[]{0}, 1, 7)).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> NaiveBayes.fit(TEXTS, LABELS, 2, 7).predict(new int[]{7}))
                .isInstanceOf(RondoException.class);
    }

    @Test
    void majority() {
        var majority = Majority.fit(new int[]{2, 1, 2, 1, 0});
        assertThat(majority.label()).isEqualTo(1);
        assertThat(majority.accuracy(new int[]{1, 2, 1, 0})).isEqualTo(0.5);
        assertThatThrownBy(() -> Majority.fit(new int[]{})).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> Majority.fit(new int[]{-1})).isInstanceOf(RondoException.class);
    }
}

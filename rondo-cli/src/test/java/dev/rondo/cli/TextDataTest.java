package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDataTest {
    @Test
    void aRowFallsIntoTheSamePartWhateverStandsAroundIt() {
        var texts = IntStream.range(0, 2000).mapToObj(i -> "text " + i % 1000).toList();
        var labels = IntStream.range(0, 2000).mapToObj(i -> "label " + i % 3 % 2).toList();
        var parts = TextData.split(new LabelledTexts(texts, labels));
        assertThat(parts.get(0).size()).isBetween(1500, 1700);
        assertThat(parts.get(1).size()).isBetween(140, 260);
        var reversed = TextData.split(new LabelledTexts(texts.reversed(), labels.reversed()));
        for (int i = 0; i < 3; i++) {
            assertThat(rows(reversed.get(i))).containsExactlyInAnyOrderElementsOf(rows(parts.get(i)));
            for (int j = 0; j < i; j++) {
                var both = new HashSet<>(rows(parts.get(i)));
                both.retainAll(rows(parts.get(j)));
                assertThat(both).as("equal rows in two parts").isEmpty();
            }
        }
    }

    @Test
    void theGlossesAreAllThere() {
        var glosses = TextData.glosses();
        assertThat(glosses.train().size() + glosses.validation().size() + glosses.test().size()).isEqualTo(117_791);
        assertThat(glosses.labels().size()).isEqualTo(45);
    }

    private static List<String> rows(LabelledTexts part) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < part.size(); i++) rows.add(part.texts().get(i) + "|" + part.labels().get(i));
        return rows;
    }
}

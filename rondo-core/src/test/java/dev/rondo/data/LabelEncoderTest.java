package dev.rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelEncoderTest {
    @Test
    void sortedAsPythonSorts() {
        var labels = LabelEncoder.fit(List.of("paris", "Tokyo", "paris", "서울", "\uD83D\uDE00", "\uFF21", ""));
        assertThat(labels.names()).containsExactly("", "Tokyo", "paris", "서울", "\uFF21", "\uD83D\uDE00");
        assertThat(labels.encode(List.of("서울", "paris"))).containsExactly(3, 2);
        assertThat(labels.decode(new int[]{3, 2})).containsExactly("서울", "paris");
    }

    @Test
    void unseenLabel() {
        var labels = LabelEncoder.fit(IntStream.range(0, 100).mapToObj(i -> "topic" + i).toList());
        assertThatThrownBy(() -> labels.encode("tpic42\n")).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("labels: 'tpic42\\u000a' was not there when the labels were learned; "
                        + "nearest of 100 known: 'topic42', ")
                .message().satisfies(m -> assertThat(m.split("'topic")).hasSize(11));
        assertThatThrownBy(() -> labels.decode(100)).hasMessageContaining("from 0 to 99");
    }

    @Test
    void comesBackFromItsNames() {
        var labels = LabelEncoder.fit(List.of("b", "a"));
        assertThat(LabelEncoder.of(labels.names())).isEqualTo(labels);
        assertThatThrownBy(() -> LabelEncoder.of(List.of("a", "a"))).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> LabelEncoder.fit(List.of())).isInstanceOf(RondoException.class);
    }

    @Test
    void edits() {
        assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.edits("", "abc")).isEqualTo(3);
    }

    @Test
    void printable() {
        assertThat(Printable.quote("a\u001b[31m\u202eb\r\n")).isEqualTo("'a\\u001b[31m\\u202eb\\u000d\\u000a'");
        assertThat(Printable.quote("x".repeat(200))).hasSize(123);
        assertThat(Printable.quote("한국어")).isEqualTo("'한국어'");
    }
}

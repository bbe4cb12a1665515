package dev.rondo.golden;

import static dev.rondo.data.IntegerLookup.integerLookup;
import static dev.rondo.data.StringLookup.stringLookup;
import static dev.rondo.data.TextVectorization.textVectorization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.DataException;
import dev.rondo.RondoException;
import dev.rondo.StorageException;
import dev.rondo.data.Vocabulary;
import dev.rondo.nn.OutputMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vocabularies in files, as Keras reads and writes them: `golden/vocabulary_input.json`.
class VocabularyFilesGoldenTest {
    private static final String FILE = "vocabulary_input.json";

    private static Golden part(String name) { return Golden.whole(FILE, name); }

    @Test
    void vocabulariesInFiles(@TempDir Path dir) throws IOException {
        var file = dir.resolve("words.txt");
        for (var g : part("vocabularies").get("read").each().toList()) {
            Files.writeString(file, g.text("content"));
            var words = stringLookup().vocabulary(file);
            assertThat(words.ids(g.texts("asked"))).as(g.name()).containsExactly(g.wholes("ids"));
            assertThat(words.size()).isEqualTo(g.whole("size"));
            if (!g.given("text_ids")) continue;
            var rows = textVectorization().vocabulary(file).padded(List.of("a zz b", "c"));
            assertThat(rows).isDeepEqualTo(new int[][]{{3, 1, 2}, {4, 0, 0}});
            assertThat(g.json().get("text_ids").toString()).isEqualTo("[[3,1,2],[4,0,0]]");
        }
        var g = part("vocabularies").get("numbers");
        Files.writeString(file, g.text("content"));
        assertThat(integerLookup().vocabulary(file).ids(List.of(12L, 5L, 7L, -3L))).containsExactly(g.wholes("ids"));
    }

    @Test
    void vocabulariesAreWritten(@TempDir Path dir) throws IOException {
        var saved = new ArrayList<String>();
        for (var g : part("vocabularies").get("saved").each().toList()) saved.add(g.text("file"));
        var words = stringLookup().maskToken("").numOovIndices(2);
        var counts = stringLookup().outputMode(OutputMode.COUNT);
        var numbers = integerLookup().maskToken(0);
        var made = List.of(words.adapt(List.of("b", "a", "b")), counts.adapt(List.of("b", "a", "b")),
                numbers.adapt(List.of(4L, 9L, 9L)));
        var file = dir.resolve("new/vocabulary.txt");
        for (int i = 0; i < made.size(); i++) {
            made.get(i).save(file);
            assertThat(Files.readString(file)).isEqualTo(saved.get(i));
            Vocabulary<?> back = i == 0 ? words.vocabulary(file) : i == 1 ? counts.vocabulary(file)
                    : numbers.vocabulary(file);
            assertThat(back.tokens()).isEqualTo(made.get(i).tokens());
        }
        var text = textVectorization().adapt(List.of("b a b"));
        text.vocabulary().save(file);
        assertThat(textVectorization().vocabulary(file).vocabulary().tokens()).containsExactly("", "[UNK]", "b", "a");
    }

    @Test
    void vocabulariesThatCannotBe(@TempDir Path dir) throws IOException {
        var file = dir.resolve("words.txt");
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("StringLookup: the vocabulary ")
                .hasMessageEndingWith(" is not there or not a file; check the path");
        Files.writeString(file, "");
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageEndingWith(" is empty; write one token a line");
        Files.writeString(file, "a\nb\na\n");
        assertThatThrownBy(() -> textVectorization().vocabulary(file)).isInstanceOf(RondoException.class)
                .hasMessageContaining("TextVectorization: vocabulary: 'a' is there twice");
        Files.writeString(file, "a\n\nb\n");
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageContaining("line 2 is empty");
        Files.writeString(file, "\na\n");
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).hasMessageContaining("line 1 is empty");
        assertThatThrownBy(() -> textVectorization().vocabulary(file)).isInstanceOf(RondoException.class)
                .hasMessageContaining("the mask token '' is among the tokens");
        Files.writeString(file, "1\n2.5\n");
        assertThatThrownBy(() -> integerLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageContaining("line 2: '2.5' is not a whole number");
        Files.writeString(file, "é\nü\n", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> stringLookup().vocabulary(file)).isInstanceOf(DataException.class)
                .hasMessageContaining("is not UTF-8; name its encoding");
        assertThat(stringLookup().vocabulary(file, StandardCharsets.ISO_8859_1).ids(List.of("ü"))).containsExactly(2);
        Files.writeString(file, "\uFEFFa\nb");
        assertThat(stringLookup().vocabulary(file).ids(List.of("a"))).as("a byte order mark").containsExactly(1);
        assertThatThrownBy(() -> stringLookup().outputMode(OutputMode.TF_IDF).vocabulary(file))
                .hasMessageContaining("needs idfWeights");
        assertThatThrownBy(() -> stringLookup().adapt(List.of("a\nb")).save(file)).isInstanceOf(RondoException.class)
                .hasMessageContaining("has a line end in it");
        assertThatThrownBy(() -> stringLookup().adapt(List.of("a")).save(file.resolve("below")))
                .isInstanceOf(StorageException.class).hasMessageContaining("cannot be written");
    }
}

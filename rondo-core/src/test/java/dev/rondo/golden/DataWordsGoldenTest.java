package dev.rondo.golden;

import static dev.rondo.data.Normalize.normalize;
import static dev.rondo.data.SplitDataset.splitDataset;
import static dev.rondo.data.TextDirectory.textDatasetFromDirectory;
import static dev.rondo.data.TextVectorization.textVectorization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.DataException;
import dev.rondo.RondoException;
import dev.rondo.data.Dataset;
import dev.rondo.data.Split;
import dev.rondo.data.SplitDataset;
import dev.rondo.nn.OutputMode;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Arrays of length 1, data sets cut in two, directories of texts, and odd texts, as Keras has them.
class DataWordsGoldenTest {
    private static final String FILE = "vocabulary_input.json";

    static List<Golden> normalized() { return Golden.cases(FILE, "normalized"); }

    static List<Golden> splits() { return Golden.cases(FILE, "splits"); }

    static List<Golden> directories() { return Golden.whole(FILE, "directories").get("read").each().toList(); }

    static List<Golden> edges() { return Golden.whole(FILE, "edges").get("cases").each().toList(); }

    @ParameterizedTest
    @MethodSource("normalized")
    void lengthOne(Golden g) {
        var found = normalize(g.tensor("x"), g.whole("axis"), Double.parseDouble(g.text("order")));
        assertThat(found.shape()).as("Keras makes a row of a vector").isEqualTo(g.tensor("x").shape());
        Golden.assertClose(g.name(), found, Tensor.of(found.shape(), g.tensor("output").data()));
    }

    @Test
    void lengthsThatCannotBe() {
        var x = Tensor.vector(3f, 4f);
        assertThat(normalize(x).data()).containsExactly(0.6f, 0.8f);
        assertThatThrownBy(() -> normalize(x, 1, 2)).isInstanceOf(RondoException.class)
                .hasMessage("normalize: shape [2] has no axis 1");
        assertThatThrownBy(() -> normalize(x, 0, 0)).hasMessageContaining("order must be above 0");
    }

    @ParameterizedTest
    @MethodSource("splits")
    void cutInTwo(Golden g) {
        int n = g.whole("n");
        var rows = new float[n];
        for (int i = 0; i < n; i++) rows[i] = i;
        var data = Dataset.of(Tensor.vector(rows), Tensor.vector(rows));
        if (!g.given("parts")) {
            assertThatThrownBy(() -> cut(data, g)).isInstanceOf(RondoException.class)
                    .hasMessageStartingWith("splitDataset: ");
            return;
        }
        var parts = cut(data, g);
        assertThat(rows(parts.left())).isEqualTo(g.json().get("parts").get(0).toString());
        assertThat(rows(parts.right())).isEqualTo(g.json().get("parts").get(1).toString());
    }

    private static SplitDataset cut(Dataset data, Golden g) {
        if (g.flag("whole")) {
            int left = g.whole("left");
            return g.given("right") ? splitDataset(data, left, g.whole("right")) : splitDataset(data, left);
        }
        double left = g.number("left");
        return g.given("right") ? splitDataset(data, left, g.number("right")) : splitDataset(data, left);
    }

    private static String rows(Dataset data) {
        var x = data.batch(IntStream.range(0, data.size()).toArray()).inputs().getFirst().tensor().data();
        var whole = new int[x.length];
        for (int i = 0; i < x.length; i++) whole[i] = (int) x[i];
        return Arrays.toString(whole).replace(" ", "");
    }

    private static void write(Path dir) throws IOException {
        for (var file : Golden.whole(FILE, "directories").get("files").each().toList()) {
            var path = dir.resolve(file.json().get(0).asString());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.json().get(1).asString());
        }
    }

    @ParameterizedTest
    @MethodSource("directories")
    void foldersAreClasses(Golden g, @TempDir Path dir) throws IOException {
        write(dir);
        var o = g.get("options");
        var reading = textDatasetFromDirectory(dir);
        if (o.given("class_names")) reading = reading.classNames(o.texts("class_names"));
        if (o.given("max_length")) reading = reading.maxLength(o.whole("max_length"));
        var all = reading.read();
        var found = !o.given("subset") ? all : o.text("subset").equals("training") ? all.split(0.3).training()
                : all.split(0.3).validation();
        assertThat(found.classNames()).isEqualTo(g.texts("class_names"));
        assertThat(found.texts()).isEqualTo(g.texts("texts"));
        assertThat(found.labels()).containsExactly(g.wholes("labels"));
        assertThat(found.files()).hasSameSizeAs(found.texts());
    }

    @Test
    void textsInRandomOrder(@TempDir Path dir) throws IOException {
        write(dir);
        var sorted = textDatasetFromDirectory(dir).read();
        var mixed = textDatasetFromDirectory(dir).shuffle(Key.of(1)).read();
        assertThat(mixed.texts()).isNotEqualTo(sorted.texts()).containsExactlyInAnyOrderElementsOf(sorted.texts())
                .isEqualTo(textDatasetFromDirectory(dir).shuffle(Key.of(1)).read().texts());
        for (int i = 0; i < mixed.labels().length; i++) {
            int from = sorted.files().indexOf(mixed.files().get(i));
            assertThat(mixed.labels()[i]).isEqualTo(sorted.labels()[from]);
            assertThat(mixed.texts().get(i)).isEqualTo(sorted.texts().get(from));
        }
        assertThat(sorted).hasToString("9 files belonging to 3 classes");
    }

    @Test
    void directoriesThatCannotBeRead(@TempDir Path dir) throws IOException {
        assertThatThrownBy(() -> textDatasetFromDirectory(dir.resolve("none")).read()).isInstanceOf(DataException.class)
                .hasMessageContaining("is not there or no directory");
        assertThatThrownBy(() -> textDatasetFromDirectory(dir).read()).hasMessageContaining("has no folders");
        Files.createDirectories(dir.resolve("a"));
        assertThatThrownBy(() -> textDatasetFromDirectory(dir).read()).hasMessageContaining("there is no .txt file");
        assertThatThrownBy(() -> textDatasetFromDirectory(dir).classNames(List.of("b")).read())
                .isInstanceOf(DataException.class).hasMessageContaining("there is no folder 'b' in ")
                .hasMessageContaining("which has [a]");
        assertThatThrownBy(() -> textDatasetFromDirectory(dir).classNames(List.of("a", "a")))
                .isInstanceOf(RondoException.class).hasMessageContaining("named twice");
        var file = Files.writeString(dir.resolve("a/1.txt"), "Grüße", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> textDatasetFromDirectory(dir).read()).isInstanceOf(DataException.class)
                .hasMessageContaining(file.getFileName() + "' is not UTF-8");
        var latin = textDatasetFromDirectory(dir).encoding(StandardCharsets.ISO_8859_1).read();
        assertThat(latin.texts()).containsExactly("Grüße");
        assertThatThrownBy(() -> latin.split(0.5)).isInstanceOf(RondoException.class)
                .hasMessageContaining("leaves 0 of 1 texts for validation");
    }

    @ParameterizedTest
    @MethodSource("edges")
    void oddTexts(Golden g) {
        var all = Golden.whole(FILE, "edges");
        var o = g.get("options");
        var options = textVectorization();
        if (o.given("max_tokens")) options = options.maxTokens(o.whole("max_tokens"));
        if (o.given("output_sequence_length"))
            options = options.outputSequenceLength(o.whole("output_sequence_length"));
        if (o.given("output_mode"))
            options = options.outputMode(OutputMode.valueOf(o.text("output_mode").toUpperCase(Locale.ROOT)));
        if (o.given("split")) options = options.split(Split.CHARACTER);
        if (o.given("ngrams")) {
            options = o.json().get("ngrams").isArray() ? options.ngramsOf(3) : options.ngrams(o.whole("ngrams"));
        }
        var words = options.adapt(all.texts("texts"));
        assertThat(words.vocabulary().tokens()).isEqualTo(g.texts("vocabulary"));
        var asked = all.texts("asked");
        var rows = g.json().get("rows");
        for (int i = 0; i < asked.size(); i++) {
            var expected = Golden.elements(rows.get(i)).mapToInt(n -> n.asInt()).toArray();
            if (o.given("output_mode")) {
                var row = words.vector(asked.get(i));
                assertThat(row).hasSize(expected.length);
                for (int j = 0; j < row.length; j++) assertThat(row[j]).isEqualTo(expected[j]);
            } else {
                assertThat(words.padded(asked)[i]).as("\"%s\"", asked.get(i)).containsExactly(expected);
            }
        }
    }

    @Test
    void axisZeroIsAnAxisLikeAnyOther() {
        var x = Tensor.of(Shape.of(2, 2), 3, 0, 4, 2);
        assertThat(normalize(x, 0, 2).data()).containsExactly(0.6f, 0, 0.8f, 1);
    }
}

package dev.rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.DataException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.write(folder.resolve("a.txt"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(Path file) {
        try (var lines = LineFile.open(file)) {
            return IntStream.range(0, lines.size()).mapToObj(lines::line).toList();
        }
    }

    /// Against the definition: what `String.lines` finds, for ends of any kind.
    @Test
    void linesAreFound() throws Exception {
        for (var text : List.of("", "a", "a\n", "a\nb", "\n", "\n\n", "a\r\nb\r\n", "한국\n어\n", "\uFEFFa\nb",
                "a\n\nb\n"))
            assertThat(lines(file(text))).as(text).isEqualTo(text.replace("\uFEFF", "").lines().toList());
    }

    /// Lines across and beyond the blocks in which the file is searched, more lines than the index starts with.
    @Test
    void longLinesAndMany() throws Exception {
        var key = Key.of(7);
        var text = IntStream.range(0, 3000)
                .mapToObj(i -> "x".repeat(i == 1500 ? 200_000 : (int) (60 * key.uniform(i))) + i)
                .collect(Collectors.joining("\n"));
        assertThat(lines(file(text))).isEqualTo(text.lines().toList());
    }

    /// In any order, batch after batch; nothing is kept, so what is asked for again is parsed again.
    @Test
    void examplesAreReadWhenAskedFor() throws Exception {
        int n = 20_000;
        var text = IntStream.range(0, n).mapToObj(i -> i + "," + 2 * i + "," + i % 3).collect(Collectors.joining("\n"));
        var parsed = new AtomicInteger();
        try (var lines = LineFile.open(file("a,b,label\n" + text)).skip(1)) {
            var data = lines.examples(line -> {
                parsed.incrementAndGet();
                var cells = line.split(",", -1);
                return new Example(Tensor.vector(Float.parseFloat(cells[0]), Float.parseFloat(cells[1])),
                        Tensor.scalar(Float.parseFloat(cells[2])));
            });
            assertThat(data.size()).isEqualTo(n);
            assertThat(parsed).hasValue(0);
            var order = Order.shuffled(n, 64, Key.of(1));
            for (int round = 1; round <= 2; round++) {
                for (var rows : order) {
                    var batch = data.batch(rows);
                    assertThat(batch.x().shape()).isEqualTo(Shape.of(rows.length, 2));
                    for (int i = 0; i < rows.length; i++) {
                        assertThat(batch.x().at(i, 1)).isEqualTo(2f * rows[i]);
                        assertThat(batch.y().at(i)).isEqualTo(rows[i] % 3);
                    }
                }
                assertThat(parsed).hasValue(round * n);
            }
        }
    }

    @Test
    void sequencesOfAnyLength() throws Exception {
        try (var lines = LineFile.open(file("3 1 2\n4\n5 6\n"))) {
            var plain = lines.examples(line -> new Example(Tensor.vector(Arrays.stream(line.split(" ", -1))
                    .mapToInt(Integer::parseInt).toArray()), Tensor.scalar(1)));
            assertThatThrownBy(() -> plain.batch(new int[]{2, 1})).hasMessageContaining("without sequences(), x of")
                    .hasMessageContaining("row 1 has shape [1], but that of row 2 has [2]");
            var data = plain.sequences();
            assertThat(IntStream.range(0, 3).map(data::length)).containsExactly(3, 1, 2);
            var batch = data.batch(new int[]{1, 0});
            assertThat(batch.x().data()).containsExactly(4, 0, 0, 3, 1, 2);
            assertThat(batch.mask().values()).containsExactly(true, false, false, true, true, true);
            assertThat(data.batch(new int[]{2}).mask().present()).isFalse();
        }
    }

    @Test
    void errorsNameTheLine() throws Exception {
        try (var lines = LineFile.open(file("n\n1\nx\n")).skip(1)) {
            var data = lines.examples(l -> new Example(Tensor.scalar(Float.parseFloat(l)), Tensor.scalar(0)));
            assertThatThrownBy(() -> data.batch(new int[]{0, 1})).isInstanceOf(DataException.class)
                    .hasMessageContaining("line 3, 'x'");
            assertThatThrownBy(() -> lines.line(2)).hasMessageContaining("no line 2");
            assertThatThrownBy(() -> data.batch(new int[]{2})).hasMessageContaining("no row 2");
            Files.write(folder.resolve("a.txt"), new byte[]{'n', '\n', '1'});
            assertThatThrownBy(() -> lines.line(1)).hasMessageContaining("has the file changed");
        }
        Files.write(folder.resolve("b.txt"), new byte[]{'a', '\n', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> lines(folder.resolve("b.txt"))).hasMessageContaining("line 2 is not UTF-8");
        assertThatThrownBy(() -> LineFile.open(folder.resolve("c.txt"))).hasMessageContaining("is not there");
    }
}

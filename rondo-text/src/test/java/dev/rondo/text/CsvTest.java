package dev.rondo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.DataException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException { return Files.write(folder.resolve("a.csv"), content); }

    private Path file(String content) throws IOException { return file(content.getBytes(StandardCharsets.UTF_8)); }

    private static byte[] bytes(String hex) { return HexFormat.of().parseHex(hex.replace(" ", "")); }

    @Test
    void columnsByName() throws IOException {
        var table = Csv.read(file("id,text\n1,\"a, \"\"b\"\"\nand c\"\n\n2,it's 5\" long\r\n3,"));
        assertThat(table.columns()).containsExactly("id", "text");
        assertThat(table.column("text")).containsExactly("a, \"b\"\nand c", "it's 5\" long", "");
        assertThat(table.rows()).extracting(Table.Row::line).containsExactly(2L, 5L, 6L);
        assertThatThrownBy(() -> table.column("txt")).isInstanceOf(DataException.class)
                .hasMessageEndingWith("a.csv': no column 'txt'; it has 'id', 'text'");
    }

    @Test
    void aSeriesOfNumbers() throws IOException {
        var table = Csv.read(file("hour,load,wind\n0,1.5,\n1, -2e3 ,7\n2,NaN,8\n"));
        var head = Csv.read(file("hour,load,wind\n0,1.5,\n1, -2e3 ,7\n"));
        assertThat(head.numbers("load", "hour").shape().sizes()).containsExactly(2, 2);
        assertThat(head.numbers("load", "hour").data()).containsExactly(1.5f, 0, -2000, 1);
        assertThatThrownBy(() -> head.numbers("wind")).isInstanceOf(DataException.class)
                .hasMessageContaining("line 2, column 'wind': '' is not a number");
        assertThatThrownBy(() -> table.numbers("load")).hasMessageContaining("line 4, column 'load': 'NaN'");
    }

    @Test
    void separatorFromTheHeader() throws IOException {
        assertColumns("a\tb,c", "a", "b,c");
        assertColumns("a;b", "a", "b");
        assertColumns("\"x;y;z\",b", "x;y;z", "b");
        assertColumns("one", "one");
        assertColumns("a,b;c", "a", "b;c");
        assertColumns("\n\na\tb", "a", "b");
    }

    private void assertColumns(String header, String... columns) throws IOException {
        var sameShape = header.strip().replaceAll("[a-z]+", "1");
        assertThat(Csv.read(file(header + "\n" + sameShape + "\n")).columns()).containsExactly(columns);
    }

    @Test
    void separatorAndQuotesAsTold() throws IOException {
        var table = Csv.options().separator('|').quotes(false).from(file("a|b\n\"x|y\"\n"));
        assertThat(table.column("a")).containsExactly("\"x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void byteOrderMarkIsRemoved(String charset) throws IOException {
        var content = "\uFEFFid,text\n1,좋다\n".getBytes(Charset.forName(charset));
        var table = Csv.read(file(content));
        assertThat(table.columns()).containsExactly("id", "text");
        assertThat(table.column("text")).containsExactly("좋다");
        assertThat(Csv.read(file(content), charset)).isEqualTo(table);
    }

    @Test
    void utf16WithoutAMark() throws IOException {
        var content = "id,text\n1,a\n".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> Csv.read(file(content))).isInstanceOf(DataException.class)
                .hasMessageContaining("rerun with --encoding UTF-16LE");
        assertThat(Csv.read(file(content), "utf-16le").column("text")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cp949", "CP949", "uhc", "ks_c_5601", "ks_c_5601-1987", "euc-kr", "EUC_KR", "MS949"})
    void everyKoreanSyllable(String encoding) throws IOException {
        var syllables = IntStream.rangeClosed('가', '힣').mapToObj(Character::toString).collect(Collectors.joining("\n"));
        var text = "text\n똠방각하\n펲시\n" + syllables + "\n";
        var table = Csv.read(file(text.getBytes(Charset.forName("MS949"))), encoding);
        assertThat(String.join("\n", table.column("text"))).isEqualTo(text.substring(5, text.length() - 1));
        assertThat(table.rows()).hasSize(2 + 11_172);
    }

    @Test
    void japaneseAndChinese() throws IOException {
        assertThat(Csv.read(file(bytes("61 0a 87 40")), "Shift_JIS").column("a")).containsExactly("①");
        assertThat(Csv.read(file("a\n镕".getBytes(Charset.forName("GB18030"))), "gb2312").column("a"))
                .containsExactly("镕");
        assertThatThrownBy(() -> Csv.read(file("a\n1"), "utf-9")).isInstanceOf(DataException.class)
                .hasMessageContaining("encoding: 'utf-9' is not known");
    }

    @Test
    void koreanBytesReadAsUtf8() throws IOException {
        var content = "label,text\r\n1,good\r\n0,영화\r\n".getBytes(Charset.forName("MS949"));
        assertThatThrownBy(() -> Csv.read(file(content))).isInstanceOf(DataException.class)
                .hasMessageEndingWith("a.csv' line 3, byte 22: not UTF-8; decodes cleanly as MS949 (Korean): "
                        + "rerun with --encoding MS949");
    }

    @Test
    void placeBehindManyPieces() throws IOException {
        var good = "좋다,1\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        var content = new byte[good.length + 2];
        System.arraycopy(good, 0, content, 0, good.length);
        content[good.length] = (byte) 0xC0; // an overlong form, never right in UTF-8
        content[good.length + 1] = (byte) 0x80;
        assertThatThrownBy(() -> Csv.read(file(content))).isInstanceOf(DataException.class)
                .hasMessageContaining("line 50001, byte " + good.length + ": not UTF-8; ");
    }

    @Test
    void bytesCutInsideACharacter() throws IOException {
        assertThatThrownBy(() -> Csv.read(file(bytes("61 0a 62 ec")))).isInstanceOf(DataException.class)
                .hasMessageContaining("line 2, byte 3: not UTF-8");
    }

    @Test
    void utf8ReadAsKorean() throws IOException {
        assertThatThrownBy(() -> Csv.read(file("text\n좋았다 é\n"), "cp949")).isInstanceOf(DataException.class)
                .hasMessageContaining("not x-windows-949; decodes cleanly as UTF-8: rerun with --encoding UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|0 rows, it is empty", "'\n\n'|0 rows, it is empty",
            "'a,b\n'|0 rows, only a header line", "'a,b\n1,2\n3\n'|line 3: 1 cells, but the header has 2",
            "'a,b\n1,2,3\n'|line 2: 3 cells, but the header has 2", "'a,a\n1,2\n'|two columns are called 'a'",
            "'a\n1\n\"open\n3\n'|line 3", "'a\n\"x\"y\n'|line 2"})
    void badFiles(String content, String message) throws IOException {
        assertThatThrownBy(() -> Csv.read(file(content))).isInstanceOf(DataException.class)
                .hasMessageContaining(message)
                .message().doesNotContain("\n");
    }

    @Test
    void missingFile() {
        assertThatThrownBy(() -> Csv.read(folder.resolve("no\u001b.csv"))).isInstanceOf(DataException.class)
                .hasMessageEndingWith("no\\u001b.csv' is not there; check the path");
        assertThatThrownBy(() -> Csv.read(folder)).isInstanceOf(DataException.class).hasMessageContaining("not a file");
    }

    @Test
    void tooLongALine() throws IOException {
        var file = folder.resolve("long.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("a\n\"");
            for (int i = 0; i < 20; i++) out.write("x".repeat(1 << 20));
        }
        assertThatThrownBy(() -> Csv.read(file)).isInstanceOf(DataException.class).hasMessageContaining("line 2")
                .hasMessageContaining("16777216");
    }

    @Test
    void tooManyColumns() throws IOException {
        assertThatThrownBy(() -> Csv.read(file(",".repeat(100_001) + "\n"))).isInstanceOf(DataException.class)
                .hasMessageContaining("100000");
    }

    /// Whatever the bytes: a table, or a DataException of one line.
    @Test
    void anyBytes() throws IOException {
        for (int round = 0; round < 300; round++) {
            long seed = 20_260L + round;
            var random = new Random(seed);
            var content = new byte[random.nextInt(60)];
            for (int i = 0; i < content.length; i++)
                content[i] = random.nextInt(3) > 0
                        ? (byte) "a,\"\n\r;\t좋".charAt(random.nextInt(8))
                        : (byte) random.nextInt();
            try {
                Csv.read(file(content));
            } catch (DataException e) {
                assertThat(e.getMessage()).as("seed " + seed).doesNotContainPattern("\\p{Cntrl}");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}

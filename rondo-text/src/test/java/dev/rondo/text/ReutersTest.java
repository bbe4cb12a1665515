package dev.rondo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.DataException;
import dev.rondo.RondoException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading SGML of our own making, in the archive's form. The real archive is in [ReutersAsKerasTest].
class ReutersTest {
    private static final String SGML = """
            <REUTERS><TOPICS><D>tea</D><D>milk</D></TOPICS><TEXT><BODY>Tea prices rose, Tea-men said: it's "good".
            </BODY></TEXT></REUTERS>
            <REUTERS><TOPICS></TOPICS><TEXT><BODY>No topic.</BODY></TEXT></REUTERS>
            <REUTERS><TOPICS><D>milk</D></TOPICS><TEXT><BODY>Milk\tfell; tea rose.</BODY></TEXT></REUTERS>
            <REUTERS><TOPICS><D>salt</D></TOPICS><TEXT><BODY>Salt.</BODY></TEXT></REUTERS>
            <REUTERS><TOPICS><D>milk</D></TOPICS><TEXT>Nothing follows.</TEXT></REUTERS>
            """;

    @TempDir
    Path folder;

    private static List<ReutersFile.Article> articles() {
        return ReutersFile.articles(SGML.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void firstTopicsAndTheirTexts() {
        assertThat(articles()).extracting(ReutersFile.Article::topic).containsExactly("tea", "milk", "salt", "milk");
        assertThat(articles().get(1).body()).isEqualTo("Milk\tfell; tea rose.");
        assertThat(articles().get(3).body()).as("what Python's find makes of an article without a body")
                .isEqualTo("lk");
    }

    @Test
    void tokens() {
        assertThat(Reuters.tokens("Tea-men: \"IT'S\" 3.5 <pct>\tüÜ\n")).containsExactly("tea", "men", "it's", "3", "5",
                "pct", "üÜ");
    }

    @Test
    void wordNumbersAndSplit() {
        var set = Reuters.of(articles(), 2, Reuters.options().numWords(5).testSplit(0.5), "here");
        assertThat(set.topics()).containsExactly("milk");
        assertThat(set.words()).containsExactlyInAnyOrder("milk", "fell", "tea", "rose", "lk");
        assertThat(set.train().size()).isEqualTo(1);
        assertThat(set.test().size()).isEqualTo(1);
        for (var sequence : List.of(set.train().sequences().getFirst(), set.test().sequences().getFirst())) {
            assertThat(sequence[0]).isEqualTo(1);
            assertThat(Arrays.stream(sequence).boxed()).as("start, left out, most frequent").isSubsetOf(1, 2, 4);
        }
        assertThat(set.wordIndex()).containsEntry(set.words().getFirst(), 1);
    }

    @Test
    void longOnesAreLeftOutAndTextComesBack() {
        var all = Reuters.of(articles(), 1, Reuters.options().numWords(1000).testSplit(0), "here");
        assertThat(all.train().size()).isEqualTo(4);
        assertThat(all.train().sequences()).extracting(all::text).contains("? milk fell tea rose", "? salt", "? lk");
        var brief = Reuters.of(articles(), 1, Reuters.options().maxlen(5).testSplit(0), "here");
        assertThat(brief.train().sequences()).extracting(s -> s.length).containsExactlyInAnyOrder(2, 2);
    }

    @Test
    void tarInsideZip() throws IOException {
        var tar = tar("b.sgm", SGML, "readme.txt", "not this", "a.sgm", "x");
        var plain = Files.write(folder.resolve("reuters21578.tar.gz"), tar);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("notes.txt"));
            zip.putNextEntry(new ZipEntry("reuters21578.tar.gz"));
            zip.write(tar);
        }
        var wrapped = Files.write(folder.resolve("reuters+21578+text+categorization+collection.zip"),
                bytes.toByteArray());
        for (var file : List.of(plain, wrapped)) {
            assertThat(ReutersFile.sgml(file).keySet()).containsExactly("a.sgm", "b.sgm");
            assertThat(Reuters.FILE.checksum().of(file))
                    .isEqualTo(DataFile.sha256(List.of(("x" + SGML).getBytes(StandardCharsets.ISO_8859_1))));
        }
        var set = Reuters.options().load(Corpora.here().data(folder));
        assertThat(set.source()).endsWith("reuters21578.tar.gz; checksum differs from the published file");
    }

    private static byte[] tar(String... namesAndTexts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                var content = namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1);
                var entry = new TarArchiveEntry(namesAndTexts[i]);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void notAnArchive() throws IOException {
        var page = Files.writeString(folder.resolve("reuters21578.tar.gz"), "<html>");
        assertThatThrownBy(() -> ReutersFile.sgml(page)).isInstanceOf(DataException.class)
                .hasMessageContaining("not a readable .tar.gz or .zip").hasMessageContaining("archive.ics.uci.edu");
        var other = Files.write(folder.resolve("other.tar.gz"), tar("readme.txt", "x"));
        assertThatThrownBy(() -> ReutersFile.sgml(other)).isInstanceOf(DataException.class)
                .hasMessageContaining("holds no .sgm files");
        var half = Files.write(folder.resolve("half.tar.gz"),
                Arrays.copyOf(tar("a.sgm", SGML.repeat(50)), 200));
        assertThatThrownBy(() -> ReutersFile.sgml(half)).isInstanceOf(DataException.class);
    }

    @Test
    void badOptions() {
        assertThatThrownBy(() -> Reuters.options().testSplit(Double.NaN)).isInstanceOf(RondoException.class);
        assertThatThrownBy(() -> Reuters.options().maxlen(0)).isInstanceOf(RondoException.class);
    }
}

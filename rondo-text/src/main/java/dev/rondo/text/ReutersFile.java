package dev.rondo.text;

import dev.rondo.DataException;
import dev.rondo.data.Printable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// The articles in the Reuters-21578 archive: `.sgm` files in a `.tar.gz`, which may itself lie in a `.zip`.
final class ReutersFile {
    /// An archive may unpack to at most this much (the real one: 27 MB), so that a forged one cannot fill the memory.
    private static final long MOST_BYTES = 256L << 20;

    /// An article's first topic and its text.
    record Article(String topic, String body) {}

    private ReutersFile() {}

    /// The `.sgm` files by name, in name order.
    static SortedMap<String, byte[]> sgml(Path archive) {
        try (var in = new BufferedInputStream(Files.newInputStream(archive))) {
            in.mark(2);
            boolean zip = in.read() == 'P' && in.read() == 'K';
            in.reset();
            var files = zip ? insideZip(in) : insideTar(in);
            if (files.isEmpty())
                throw new DataException("reuters: " + Printable.quote(archive.toString())
                        + " holds no .sgm files; give the reuters21578.tar.gz of " + Reuters.FILE.page());
            return files;
        } catch (IOException e) {
            throw new DataException("reuters: " + Printable.quote(archive.toString())
                    + " is not a readable .tar.gz or .zip; delete it and get it again from " + Reuters.FILE.page(), e);
        }
    }

    private static SortedMap<String, byte[]> insideZip(InputStream in) throws IOException {
        var zip = new ZipInputStream(in);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
            if (entry.getName().endsWith(".tar.gz")) return insideTar(zip);
        return new TreeMap<>();
    }

    private static SortedMap<String, byte[]> insideTar(InputStream in) throws IOException {
        var files = new TreeMap<String, byte[]>();
        var tar = new TarArchiveInputStream(new GzipCompressorInputStream(in));
        long total = 0;
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (!entry.isFile() || !entry.getName().endsWith(".sgm")) continue;
            var bytes = tar.readNBytes((int) Math.min(MOST_BYTES - total + 1, Integer.MAX_VALUE - 8));
            total += bytes.length;
            if (total > MOST_BYTES) throw new IOException("more than " + MOST_BYTES + " bytes of .sgm files");
            files.put(entry.getName(), bytes);
        }
        return files;
    }

    /// The articles of one `.sgm` file that have a topic. Not a reading of SGML but of what Keras's set was made with:
    /// whatever stands from one marker to the next `</`.
    static List<Article> articles(byte[] sgml) {
        var text = new String(sgml, StandardCharsets.ISO_8859_1);
        var articles = new ArrayList<Article>();
        for (int at = text.indexOf("<TOPICS>"); at >= 0; at = text.indexOf("<TOPICS>", at)) {
            at += "<TOPICS>".length();
            var topic = upToTag(text, at).replace("<D>", "").strip();
            if (topic.isEmpty()) continue;
            int body = text.indexOf("<BODY>", at);
            // one article with a topic has no body, nor has any behind it in its file. Python's find then says -1, and
            // adding the marker's length to that lands in the topic field: its body is "rn", from "<D>earn"
            int start = body < 0 ? Math.min(at + "<BODY>".length() - 1, text.length()) : body + "<BODY>".length();
            articles.add(new Article(topic, upToTag(text, start)));
        }
        return articles;
    }

    private static String upToTag(String text, int start) {
        int end = text.indexOf("</", start);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}

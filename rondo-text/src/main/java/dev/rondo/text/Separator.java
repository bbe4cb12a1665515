package dev.rondo.text;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;

/// Which character separates the cells of this file? The header line tells.
final class Separator {
    private Separator() {}

    /// Of tab, comma and semicolon the one that the header line has the most of, outside quotes.
    static char guess(Path file, Charset charset) throws IOException {
        var header = header(file, charset);
        char best = ',';
        long most = 0;
        for (char candidate : new char[]{'\t', ',', ';'}) {
            boolean quoted = false;
            long count = 0;
            for (int i = 0; i < header.length(); i++) {
                if (header.charAt(i) == '"') quoted = !quoted;
                if (header.charAt(i) == candidate && !quoted) count++;
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /// The first line that is not empty, cut where it is too long (reading the table then says so).
    private static String header(Path file, Charset charset) throws IOException {
        var line = new StringBuilder();
        try (var in = Encoding.open(file, charset)) {
            for (int c = in.read(); c >= 0 && line.length() < Csv.LONGEST_LINE; c = in.read()) {
                if (c != '\n' && c != '\r')
                    line.append((char) c);
                else
                    if (!line.isEmpty()) break;
            }
        }
        return line.toString();
    }
}

package dev.rondo.data;

import dev.rondo.DataException;
import dev.rondo.RondoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Function;

/// A text file read by line number, however large: where each line begins is found once and kept (8 bytes a line), the
/// lines themselves stay in the file. So examples can be shuffled without being in memory.
///
/// ```java
/// try (var lines = LineFile.open(Path.of("reviews.tsv")).skip(1)) {                 // a header
///     var data = lines.examples(line -> parsed(line.split("\t"))).sequences();
///     training.fit(data, epochs(3));
/// }
/// ```
///
/// UTF-8; lines end with LF or CR LF; a byte order mark is left out. Safe to read from several threads. A file that changes
/// while it is open is noticed if it becomes shorter.
public final class LineFile implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    /// Where each line begins, and where the last one ends.
    private final long[] starts;
    private final int skipped;

    private LineFile(Path file, FileChannel channel, long[] starts, int skipped) {
        this.file = file;
        this.channel = channel;
        this.starts = starts;
        this.skipped = skipped;
    }

    /// Reads the file once from end to end. Throws a [DataException] if it is not there or cannot be read.
    public static LineFile open(Path file) {
        if (!Files.isRegularFile(file))
            throw new DataException(Printable.quote(file.toString()) + " is not there or not a file; check the path");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return new LineFile(file, channel, starts(file, channel), 0);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static long[] starts(Path file, FileChannel channel) throws IOException {
        var starts = new long[1024];
        int lines = 0;
        boolean begins = true;
        long at = 0;
        var block = ByteBuffer.allocate(BLOCK);
        while (channel.read(block.clear(), at) > 0) {
            block.flip();
            for (; block.hasRemaining(); at++) {
                if (begins) {
                    if (lines == Integer.MAX_VALUE - 9)
                        throw new DataException(
                                Printable.quote(file.toString()) + " has more lines than 2^31; split it");
                    if (lines + 1 >= starts.length)
                        starts = Arrays.copyOf(starts, (int) Math.min(Integer.MAX_VALUE - 8, starts.length * 2L));
                    starts[lines++] = at;
                }
                begins = block.get() == '\n';
            }
        }
        starts[lines] = at;
        return Arrays.copyOf(starts, lines + 1);
    }

    /// The same file without its first lines, such as a header. Closing either closes both.
    public LineFile skip(int lines) {
        if (lines < 0 || lines > size())
            throw new RondoException("lines: skip %d of %d".formatted(lines, size()));
        return new LineFile(file, channel, starts, skipped + lines);
    }

    /// How many lines there are.
    public int size() { return starts.length - 1 - skipped; }

    /// One line, without its end. Throws if it is not UTF-8, or the file ends before it.
    public String line(int number) {
        if (number < 0 || number >= size())
            throw new RondoException("lines: no line %d; they go from 0 to %d".formatted(number, size() - 1));
        int i = number + skipped;
        long length = starts[i + 1] - starts[i];
        if (length > Integer.MAX_VALUE - 8) throw bad(i, "is longer than 2^31 bytes");
        try {
            var bytes = ByteBuffer.allocate((int) length);
            while (bytes.hasRemaining())
                if (channel.read(bytes, starts[i] + bytes.position()) < 0)
                    throw bad(i, "is gone; has the file changed since it was opened?");
            return text(i, bytes.flip());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private String text(int i, ByteBuffer bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            int from = i == 0 && text.startsWith("\uFEFF") ? 1 : 0;
            int to = text.length();
            if (to > from && text.charAt(to - 1) == '\n') to--;
            if (to > from && text.charAt(to - 1) == '\r') to--;
            return text.substring(from, to);
        } catch (CharacterCodingException e) {
            throw bad(i, "is not UTF-8");
        }
    }

    /// The lines as examples, each parsed when it is asked for. What the function throws arrives with the line's number.
    public Streamed examples(Function<String, Example> parse) {
        return Streamed.of(size(), row -> {
            var line = line(row);
            try {
                return parse.apply(line);
            } catch (RuntimeException e) {
                throw new DataException(
                        "%s line %d, %s: %s".formatted(Printable.quote(file.toString()), row + skipped + 1,
                                Printable.quote(line), e.getMessage()),
                        e);
            }
        });
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private DataException bad(int line, String what) {
        return new DataException("%s line %d %s".formatted(Printable.quote(file.toString()), line + 1, what));
    }

    private static DataException unreadable(Path file, IOException e) {
        return new DataException(Printable.quote(file.toString()) + " cannot be read: " + e, e);
    }
}

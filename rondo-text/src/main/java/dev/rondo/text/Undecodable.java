package dev.rondo.text;

import dev.rondo.DataException;
import dev.rondo.data.Printable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Where is the byte that is no character, and which encoding would do? Reads the file once more, in pieces, after
/// reading it has failed.
final class Undecodable {
    private Undecodable() {}

    static DataException at(Path file, Charset named) throws IOException {
        Encoding.Mark mark;
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            mark = Encoding.mark(in, named);
        }
        long offset = firstError(file, mark.charset(), mark.bytes()).orElse(0);
        return new DataException(Printable.quote(file.toString()) + " line " + lineOf(file, offset) + ", byte " + offset
                + ": not " + mark.charset().name() + hint(file, mark));
    }

    private static String hint(Path file, Encoding.Mark mark) throws IOException {
        if (mark.bytes() > 0) return ", though its byte order mark says so; save the file again";
        // most single-byte encodings take any bytes, so that they would always "decode cleanly": only stricter ones here
        for (var other : new String[][]{{"UTF-8", ""}, {"MS949", " (Korean)"}, {"windows-31j", " (Japanese)"}})
            if (firstError(file, Charset.forName(other[0]), 0).isEmpty())
                return "; decodes cleanly as " + other[0] + other[1] + ": rerun with --encoding " + other[0];
        return "; rerun with --encoding and the file's encoding, or mend that place";
    }

    /// The place of the first byte that is not part of a character, counted from 0; nothing if all are.
    private static OptionalLong firstError(Path file, Charset charset, int skip) throws IOException {
        var decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(1 << 16).limit(0);
        var chars = CharBuffer.allocate(1 << 16);
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(skip);
            long read = skip;
            for (boolean end = false; !end;) {
                bytes.compact();
                int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = count < 0;
                if (!end) {
                    bytes.position(bytes.position() + count);
                    read += count;
                }
                bytes.flip();
                if (decoder.decode(bytes, chars.clear(), end).isError())
                    return OptionalLong.of(read - bytes.remaining());
            }
        }
        return OptionalLong.empty();
    }

    /// Lines end with a line feed or a carriage return or both, as [Csv] has it. (In UTF-16 a rare character holds such a
    /// byte too, and counts; the byte's place is exact.)
    private static long lineOf(Path file, long offset) throws IOException {
        long line = 1;
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            int before = 0;
            for (long i = 0; i < offset; i++) {
                int b = in.read();
                if (b == '\r' || (b == '\n' && before != '\r')) line++;
                before = b;
            }
        }
        return line;
    }
}

package dev.rondo.text;

import dev.rondo.DataException;
import dev.rondo.data.Printable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Which characters are these bytes? UTF-8, or what a byte order mark in front says, or the encoding that the user names.
/// Bytes that are no characters in it are an error ([Undecodable] says where): nothing is guessed, and nothing becomes
/// the replacement character.
final class Encoding {
    static final String DEFAULT = "UTF-8";

    private Encoding() {}

    /// The charset that a user means by this name. Java's own reading of some names is too narrow: its `CP949` is IBM's,
    /// its `EUC-KR` lacks 8,822 of the 11,172 Korean syllables, its `GB2312` most Chinese characters.
    static Charset named(String name) {
        var meant = switch (name.strip().toLowerCase(Locale.ROOT).replace('-', '_')) {
            case "cp949", "uhc", "ms949", "ks_c_5601", "ks_c_5601_1987", "euc_kr", "euckr" -> "MS949";
            case "shift_jis", "sjis", "cp932" -> "windows-31j";
            case "gb2312", "gbk", "cp936" -> "GB18030";
            case "utf8" -> "UTF-8";
            default -> name.strip();
        };
        try {
            return Charset.forName(meant);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new DataException("encoding: " + Printable.quote(name)
                    + " is not known; give one like UTF-8, UTF-16LE, MS949 (Korean), windows-31j (Japanese), GB18030",
                    e);
        }
    }

    /// The file's characters, behind the byte order mark if there is one. A mark wins over the name: a file that starts
    /// with one is in that encoding.
    static Reader open(Path file, Charset named) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            var mark = mark(in, named);
            in.skipNBytes(mark.bytes());
            return new InputStreamReader(in, mark.charset().newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    record Mark(Charset charset, int bytes) {}

    /// Looks at the first bytes and leaves them unread.
    static Mark mark(InputStream in, Charset named) throws IOException {
        in.mark(4);
        var first = in.readNBytes(3);
        in.reset();
        if (startsWith(first, 0xEF, 0xBB, 0xBF)) return new Mark(StandardCharsets.UTF_8, 3);
        if (startsWith(first, 0xFF, 0xFE)) return new Mark(StandardCharsets.UTF_16LE, 2);
        if (startsWith(first, 0xFE, 0xFF)) return new Mark(StandardCharsets.UTF_16BE, 2);
        return new Mark(named, 0);
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        return bytes.length >= start.length && Arrays.equals(Arrays.copyOf(bytes, start.length), toBytes(start));
    }

    private static byte[] toBytes(int[] values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }
}

package dev.rondo.data;

import dev.rondo.DataException;
import dev.rondo.RondoException;
import dev.rondo.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A vocabulary as a text file, one token a line, as Keras reads it (`StringLookup(vocabulary="words.txt")`) and writes it
/// (`save_assets`, `keras/src/layers/preprocessing/index_lookup.py`). Lines end with LF or CR LF; the end of the last one may
/// be missing, and a byte order mark is left out. A line without a token is a mistake, as it is for TensorFlow, but for the
/// first where the empty text stands for nothing.
final class VocabularyFile {
    private VocabularyFile() {}

    /// Throws a [DataException] if the file is not there, is empty, has a line without a token or holds bytes of another
    /// encoding.
    ///
    /// @param emptyFirst whether the first line may be empty
    static List<String> read(String who, Path file, Charset encoding, boolean emptyFirst) {
        if (!Files.isRegularFile(file))
            throw new DataException("%s: the vocabulary %s is not there or not a file; check the path".formatted(who,
                    quote(file)));
        String text;
        try {
            text = encoding.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "%s: the vocabulary %s is not %s; name its encoding, as in vocabulary(file, charset)"
                            .formatted(who, quote(file), encoding),
                    e);
        } catch (IOException e) {
            throw new DataException("%s: the vocabulary %s cannot be read: %s".formatted(who, quote(file), e), e);
        }
        var tokens = lines(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (tokens.isEmpty())
            throw new DataException("%s: the vocabulary %s is empty; write one token a line".formatted(who,
                    quote(file)));
        for (int i = emptyFirst ? 1 : 0; i < tokens.size(); i++)
            if (tokens.get(i).isEmpty())
                throw new DataException("%s: the vocabulary %s, line %d is empty; write one token a line".formatted(who,
                        quote(file), i + 1));
        return tokens;
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (int start = 0, end; start < text.length(); start = end + 1) {
            end = text.indexOf('\n', start);
            if (end < 0) end = text.length();
            boolean cr = end > start && text.charAt(end - 1) == '\r';
            lines.add(text.substring(start, cr ? end - 1 : end));
        }
        return lines;
    }

    /// The same as whole numbers.
    static List<Long> numbers(String who, Path file) {
        var numbers = new ArrayList<Long>();
        for (String line : read(who, file, StandardCharsets.UTF_8, false)) {
            try {
                numbers.add(Long.valueOf(line.strip()));
            } catch (NumberFormatException e) {
                throw new DataException("%s: the vocabulary %s, line %d: %s is not a whole number".formatted(who,
                        quote(file), numbers.size() + 1, Printable.quote(line)), e);
            }
        }
        return numbers;
    }

    /// In UTF-8, without an end of the last line, as Keras does. Throws if a token has a line end in it.
    static void write(String who, Path file, List<?> tokens) {
        var lines = tokens.stream().map(Object::toString).toList();
        for (String line : lines) {
            if (line.indexOf('\n') < 0 && !line.endsWith("\r")) continue;
            throw new RondoException("%s: the token %s has a line end in it, so it cannot be written as a line"
                    .formatted(who, Printable.quote(line)));
        }
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            Files.writeString(file, String.join("\n", lines));
        } catch (IOException e) {
            throw new StorageException("%s: the vocabulary %s cannot be written; check space and rights (%s)"
                    .formatted(who, quote(file), e.getMessage()), e);
        }
    }

    private static String quote(Path file) { return Printable.quote(file.toString()); }
}

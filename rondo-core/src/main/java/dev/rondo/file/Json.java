package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as files hold it: strict, UTF-8, and within limits. Data only: nothing here binds JSON to classes.
final class Json {
    /// The most bytes of JSON that are read or written in one piece.
    static final int MOST = 16 << 20;
    static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxDocumentLength(MOST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {}

    /// @param what the name of the JSON in errors
    static JsonNode parse(String what, byte[] utf8) {
        if (utf8.length > MOST) throw new ModelFileException(tooLong(what, utf8.length));
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            return MAPPER.readTree(text);
        } catch (CharacterCodingException e) {
            throw new ModelFileException(what + ": not UTF-8 text; get the file again", e);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ModelFileException(
                    "%s: not valid JSON within the limits (depth %d), line %d column %d; get the file again"
                            .formatted(what, DEEPEST, at == null ? 0 : at.getLineNr(),
                                    at == null ? 0 : at.getColumnNr()),
                    e);
        }
    }

    /// Indented, lines end in `\n`: the same bytes for the same tree on every system.
    static byte[] bytes(String what, JsonNode tree) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        var utf8 = escapeLoneSurrogates(MAPPER.writer().with(printer).writeValueAsString(tree))
                .getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MOST) throw new RondoException(tooLong(what, utf8.length));
        return utf8;
    }

    /// Half a surrogate pair has no UTF-8, but a word cut in the middle may hold one; JSON can write it as an escape.
    private static String escapeLoneSurrogates(String json) {
        var out = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) out.append(String.format("\\u%04x", c));
            else out.appendCodePoint(c);
        });
        return out.toString();
    }

    private static String tooLong(String what, int bytes) {
        return "%s: %d bytes of JSON, but at most %d are allowed".formatted(what, bytes, MOST);
    }
}

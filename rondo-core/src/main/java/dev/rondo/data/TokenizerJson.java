package dev.rondo.data;

import dev.rondo.RondoException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A [Tokenizer] as Keras's `to_json` writes it: its options, and in them each table once more as JSON text. Written as
/// Python does, with all but ASCII escaped, so that half of a surrogate pair survives.
final class TokenizerJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private TokenizerJson() {}

    static String write(TokenizerOptions options, TokenizerCounts counts) {
        if (options.analyzer().isPresent())
            throw new RondoException(
                    "tokenizer: an analyzer of your own cannot be written as JSON; leave it out and set "
                            + "it again after reading");
        var tree = MAPPER.createObjectNode();
        tree.put("class_name", "Tokenizer");
        var config = tree.putObject("config");
        if (options.numWords().isPresent()) config.put("num_words", options.numWords().getAsInt());
        else config.putNull("num_words");
        config.put("filters", options.words().filters()).put("lower", options.words().lower())
                .put("split", options.words().split()).put("char_level", options.charLevel());
        options.oovToken().ifPresentOrElse(token -> config.put("oov_token", token), () -> config.putNull("oov_token"));
        config.put("document_count", counts.documentCount());
        config.put("word_counts", MAPPER.writeValueAsString(counts.wordCounts()));
        config.put("word_docs", MAPPER.writeValueAsString(counts.wordDocs()));
        config.put("index_docs", MAPPER.writeValueAsString(counts.indexDocs()));
        config.put("index_word", MAPPER.writeValueAsString(counts.indexWord()));
        config.put("word_index", MAPPER.writeValueAsString(counts.wordIndex()));
        return MAPPER.writeValueAsString(tree);
    }

    static Tokenizer read(String json) {
        var config = field(parse("the JSON", json), "config");
        var words = new WordSequence(text(config, "filters"), flag(config, "lower"), text(config, "split"));
        var most = field(config, "num_words");
        var oov = field(config, "oov_token");
        var options = new TokenizerOptions(
                most.isNull() ? OptionalInt.empty() : OptionalInt.of(whole("num_words", most)), words,
                flag(config, "char_level"), oov.isNull() ? Optional.empty() : Optional.of(text(config, "oov_token")),
                Optional.empty());
        return new Tokenizer(options, new TokenizerCounts(whole("document_count", field(config, "document_count")),
                table(config, "word_counts", (word, n) -> word, TokenizerJson::whole),
                table(config, "word_docs", (word, n) -> word, TokenizerJson::whole),
                table(config, "index_docs", TokenizerJson::number, TokenizerJson::whole),
                table(config, "word_index", (word, n) -> word, TokenizerJson::whole),
                table(config, "index_word", TokenizerJson::number, TokenizerJson::word)));
    }

    private static <K, V> Map<K, V> table(JsonNode config, String name, BiFunction<String, String, K> key,
            BiFunction<String, JsonNode, V> value) {
        var map = new LinkedHashMap<K, V>();
        var tree = parse(name, text(config, name));
        if (!tree.isObject()) throw unfit(name, "a table", tree);
        tree.forEachEntry((k, v) -> map.put(key.apply(k, name), value.apply(name, v)));
        return map;
    }

    private static JsonNode parse(String what, String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new RondoException("tokenizer: " + what + " is not JSON; give what Keras's to_json or toJson wrote",
                    e);
        }
    }

    private static JsonNode field(JsonNode node, String name) {
        var field = node.get(name);
        if (field == null)
            throw new RondoException(
                    "tokenizer: the JSON has no " + name + "; give what Keras's to_json or toJson wrote");
        return field;
    }

    private static String text(JsonNode config, String name) { return word(name, field(config, name)); }

    private static String word(String name, JsonNode node) {
        if (!node.isString()) throw unfit(name, "a text", node);
        return node.stringValue();
    }

    private static boolean flag(JsonNode config, String name) {
        var node = field(config, name);
        if (!node.isBoolean()) throw unfit(name, "true or false", node);
        return node.booleanValue();
    }

    private static int whole(String name, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) throw unfit(name, "a whole number", node);
        return node.intValue();
    }

    private static int number(String key, String name) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw new RondoException("tokenizer: %s: whole numbers are expected as keys, got %s".formatted(name,
                    Printable.quote(key)), e);
        }
    }

    private static RondoException unfit(String name, String expected, JsonNode got) {
        return new RondoException("tokenizer: %s: %s is expected, got %s".formatted(name, expected,
                Printable.quote(got.toString())));
    }
}

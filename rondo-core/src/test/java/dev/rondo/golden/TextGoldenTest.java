package dev.rondo.golden;

import static dev.rondo.data.HashingTrick.hashingTrick;
import static dev.rondo.data.IntegerLookup.integerLookup;
import static dev.rondo.data.StringHashing.stringHashing;
import static dev.rondo.data.StringLookup.stringLookup;
import static dev.rondo.data.TextVectorization.textVectorization;
import static dev.rondo.data.Tokenizer.tokenizer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.data.IntegerLookup;
import dev.rondo.data.Split;
import dev.rondo.data.Standardize;
import dev.rondo.data.StringHashing;
import dev.rondo.data.StringLookup;
import dev.rondo.data.TextVectorization;
import dev.rondo.data.Tokenizer;
import dev.rondo.data.Vocabulary;
import dev.rondo.data.WordSequence;
import dev.rondo.nn.OutputMode;
import dev.rondo.op.Buckets;
import dev.rondo.op.FarmHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Texts and tokens as numbers, against Keras and TensorFlow (golden/vocabulary_text.json, by golden/vocabulary_text.py).
class TextGoldenTest {
    private static final JsonNode ALL = Golden.read("vocabulary_text.json");
    private static final List<String> TEXTS = texts(ALL.at("/vectorization/texts"));
    private static final List<String> NEW = texts(ALL.at("/vectorization/new"));

    private static Stream<Golden> cases(String path) {
        return ALL.at(path).valueStream()
                .map(c -> new Golden(c.path("name").asString(c.path("options").toString()), c));
    }

    // ------------------------------------------------------------------------------------------ Tokenizer

    static Stream<Golden> tokenizers() { return cases("/tokenizer/tokenizers"); }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void tokenizer_(Golden g) {
        var t = with(g.json().get("options")).fitOnTexts(TEXTS.subList(0, 5))
                .fitOnTexts(TEXTS.subList(5, TEXTS.size()));
        assertThat(t.wordCounts()).isEqualTo(counts(g.json().get("word_counts")));
        assertThat(List.copyOf(t.wordCounts().keySet())).isEqualTo(texts(g.json().get("words_in_order")));
        assertThat(t.wordDocs()).isEqualTo(counts(g.json().get("word_docs")));
        assertThat(t.indexDocs()).hasSameSizeAs(t.wordDocs());
        t.indexDocs().forEach((i, n) -> assertThat(n).isEqualTo(g.json().get("index_docs").get(i.toString()).asInt()));
        assertThat(t.documentCount()).isEqualTo(g.whole("document_count"));
        var order = new ArrayList<Map.Entry<String, Integer>>();
        g.json().get("word_index").forEach(e -> order.add(Map.entry(e.get(0).asString(), e.get(1).asInt())));
        assertThat(List.copyOf(t.wordIndex().entrySet())).isEqualTo(order);

        var asked = Stream.concat(TEXTS.subList(0, 4).stream(), NEW.stream()).toList();
        var sequences = t.textsToSequences(asked);
        assertThat(sequences.toArray(int[][]::new)).isDeepEqualTo(rows(g.json().get("sequences")));
        var more = new ArrayList<>(sequences);
        more.add(new int[]{0, 1, 2, 3, 1000});
        assertThat(t.sequencesToTexts(more)).isEqualTo(texts(g.json().get("texts")));
        var some = Stream.concat(TEXTS.subList(0, 2).stream(), NEW.stream()).toList();
        for (var mode : Tokenizer.Mode.values()) {
            var expected = g.json().get("matrices").get(mode.name().toLowerCase(Locale.ROOT));
            assertRows(t.textsToMatrix(some, mode), expected, g.whole("width"));
        }
    }

    /// Keras reads what Rondo writes if it is the same tree; tables are JSON texts inside of it.
    @ParameterizedTest
    @MethodSource("tokenizers")
    void tokenizerAsJson(Golden g) {
        var t = with(g.json().get("options")).fitOnTexts(TEXTS);
        var kerasJson = g.text("json");
        assertThat(Tokenizer.fromJson(kerasJson)).isEqualTo(t);
        assertThat(Tokenizer.fromJson(t.toJson())).isEqualTo(t);
        assertThat(tree(t.toJson())).isEqualTo(tree(kerasJson));
        assertThat(t.toJson()).matches("\\p{ASCII}*");
    }

    private static JsonNode tree(String json) {
        var mapper = new JsonMapper();
        var tree = mapper.readTree(json);
        var config = (ObjectNode) tree.get("config");
        for (var table : List.of("word_counts", "word_docs", "index_docs", "index_word", "word_index"))
            config.set(table, mapper.readTree(config.get(table).asString()));
        return tree;
    }

    private static Tokenizer with(JsonNode options) {
        var t = tokenizer();
        for (var o : options.properties()) {
            t = switch (o.getKey()) {
                case "num_words" -> t.numWords(o.getValue().asInt());
                case "oov_token" -> t.oovToken(o.getValue().asString());
                case "lower" -> t.lower(o.getValue().asBoolean());
                case "filters" -> t.filters(o.getValue().asString());
                case "split" -> t.split(o.getValue().asString());
                case "char_level" -> t.charLevel(o.getValue().asBoolean());
                default -> throw new AssertionError(o.getKey());
            };
        }
        return t;
    }

    @Test
    void tokenizerOfTokensAndOfSequences() {
        var t = tokenizer().numWords(5).fitOnTokens(List.of(List.of("A b", "C.", "c."), List.of("a b")));
        var g = ALL.at("/tokenizer/tokens");
        assertThat(t.wordIndex().toString()).isEqualTo("{a b=1, c.=2}");
        assertThat(g.get("word_index").toString()).isEqualTo("[[\"a b\",1],[\"c.\",2]]");
        assertThat(t.tokensToSequences(List.of(List.of("A B", "c.", "x"))).toArray(int[][]::new))
                .isDeepEqualTo(rows(g.get("sequences")));
        var s = tokenizer().numWords(6).fitOnSequences(List.of(new int[]{1, 2, 2}, new int[]{2, 3}, new int[0]));
        var matrix = s.sequencesToMatrix(List.of(new int[]{1, 1, 2, 4}, new int[]{9}), Tokenizer.Mode.TFIDF);
        assertDense(matrix, ALL.at("/tokenizer/sequences_tfidf"));
    }

    @Test
    void wordSequencesAndTheHashingTrick() {
        var split = WordSequence.wordSequence();
        assertThat(TEXTS.stream().map(split::of).toList())
                .isEqualTo(ALL.at("/tokenizer/word_sequences").valueStream().map(TextGoldenTest::texts).toList());
        for (var n : ALL.at("/tokenizer/hashing_trick"))
            assertThat(TEXTS.stream().map(hashingTrick(n.get(0).asInt())::of).toArray(int[][]::new))
                    .isDeepEqualTo(rows(n.get(1)));
    }

    // ------------------------------------------------------------------------------------------ TextVectorization

    static Stream<Golden> vectorizations() { return cases("/vectorization/text_vectorization"); }

    @ParameterizedTest
    @MethodSource("vectorizations")
    void textVectorization_(Golden g) {
        var options = g.json().get("options");
        var words = vectorization(options).adapt(TEXTS);
        assertThat(words.vocabulary().tokens()).isEqualTo(texts(g.json().get("vocabulary")));
        assertThat(words.size()).isEqualTo(g.whole("size"));
        var asked = Stream.concat(TEXTS.subList(0, 2).stream(), NEW.stream()).toList();
        var outputs = g.json().get("outputs");
        switch (mode(options)) {
            case INT -> assertThat(options.has("ragged") ? words.ids(asked).toArray(int[][]::new) : words.padded(asked))
                    .isDeepEqualTo(rows(outputs));
            case ONE_HOT -> {
                int i = 0;
                for (var text : asked) if (!text.isEmpty()) assertDense(words.oneHot(text), outputs.get(i++));
            }
            default -> assertRows(words.vectors(asked), outputs, g.whole("width"));
        }
        if (g.has("idf_weights")) {
            var expected = g.tensor("idf_weights").data();
            var padded = Arrays.copyOf(words.vocabulary().idfWeights(), words.vocabulary().width());
            assertThat(padded).containsExactly(expected, offset(1e-5f));
        }
    }

    private static TextVectorization vectorization(JsonNode options) {
        var v = textVectorization();
        for (var o : options.properties()) {
            var value = o.getValue();
            v = switch (o.getKey()) {
                case "max_tokens" -> v.maxTokens(value.asInt());
                case "output_sequence_length" -> v.outputSequenceLength(value.asInt());
                case "standardize" -> v.standardize(value.isNull() ? Standardize.NONE
                        : value.asString().equals("lower") ? Standardize.LOWER : Standardize.STRIP_PUNCTUATION);
                case "split" -> v.split(value.isNull() ? Split.NONE : Split.CHARACTER);
                case "ngrams" -> value.isArray()
                        ? v.ngramsOf(value.valueStream().mapToInt(JsonNode::asInt).toArray()) : v.ngrams(value.asInt());
                case "output_mode" -> v.outputMode(mode(options));
                case "pad_to_max_tokens" -> v.padToMaxTokens(true);
                case "ragged" -> v;
                default -> throw new AssertionError(o.getKey());
            };
        }
        return v;
    }

    private static OutputMode mode(JsonNode options) {
        return OutputMode.valueOf(options.path("output_mode").asString("int").toUpperCase(Locale.ROOT));
    }

    static Stream<Golden> givenVocabularies() { return cases("/vectorization/given_vocabularies"); }

    @ParameterizedTest
    @MethodSource("givenVocabularies")
    void givenVocabulary(Golden g) {
        var tokens = texts(g.json().get("vocabulary"));
        var v = vectorization(g.json().get("options"));
        var words = g.given("idf_weights") ? v.vocabulary(tokens, floats(g.numbers("idf_weights")))
                : v.vocabulary(tokens);
        assertThat(words.vocabulary().tokens()).isEqualTo(texts(g.json().get("all")));
        var asked = TEXTS.subList(0, 2);
        if (mode(g.json().get("options")) == OutputMode.INT)
            assertThat(words.padded(asked)).isDeepEqualTo(rows(g.json().get("outputs")));
        else
            assertDense(words.vectors(asked), g.json().get("outputs"));
    }

    // ------------------------------------------------------------------------------------------ lookups

    static Stream<Golden> strings() { return cases("/lookup/string_lookup"); }

    @ParameterizedTest
    @MethodSource("strings")
    void stringLookup_(Golden g) {
        var options = g.json().get("options");
        var lookup = strings(options);
        var found = g.text("by").equals("tokens") ? lookup.adapt(texts(ALL.at("/lookup/tokens")))
                : lookup.adaptSamples(ALL.at("/lookup/samples").valueStream().map(TextGoldenTest::texts).toList());
        assertThat(found.tokens()).isEqualTo(texts(g.json().get("vocabulary")));
        assertThat(found.ownTokens()).isEqualTo(texts(g.json().get("own")));
        assertOutputs(found, mode(options), texts(ALL.at("/lookup/asked")), g);
    }

    private static StringLookup strings(JsonNode options) {
        var lookup = stringLookup();
        for (var o : options.properties()) {
            var v = o.getValue();
            lookup = switch (o.getKey()) {
                case "max_tokens" -> lookup.maxTokens(v.asInt());
                case "mask_token" -> lookup.maskToken(v.asString());
                case "oov_token" -> lookup.oovToken(v.asString());
                case "num_oov_indices" -> lookup.numOovIndices(v.asInt());
                case "salt" ->
                    v.isArray() ? lookup.salt(v.get(0).asLong(), v.get(1).asLong()) : lookup.salt(v.asLong());
                case "output_mode" -> lookup.outputMode(mode(options));
                case "pad_to_max_tokens" -> lookup.padToMaxTokens(true);
                default -> throw new AssertionError(o.getKey());
            };
        }
        return lookup;
    }

    static Stream<Golden> integers() { return cases("/lookup/integer_lookup"); }

    @ParameterizedTest
    @MethodSource("integers")
    void integerLookup_(Golden g) {
        var options = g.json().get("options");
        var lookup = integers(options);
        var found = g.text("by").equals("tokens") ? lookup.adapt(longs(ALL.at("/lookup/numbers")))
                : lookup.adaptSamples(
                        ALL.at("/lookup/number_samples").valueStream().map(TextGoldenTest::longs).toList());
        assertThat(found.tokens()).isEqualTo(longs(g.json().get("vocabulary")));
        assertOutputs(found, mode(options), longs(ALL.at("/lookup/asked_numbers")), g);
    }

    private static IntegerLookup integers(JsonNode options) {
        var lookup = integerLookup();
        for (var o : options.properties()) {
            var v = o.getValue();
            lookup = switch (o.getKey()) {
                case "max_tokens" -> lookup.maxTokens(v.asInt());
                case "mask_token" -> lookup.maskToken(v.asLong());
                case "oov_token" -> lookup.oovToken(v.asLong());
                case "num_oov_indices" -> lookup.numOovIndices(v.asInt());
                case "oov_method" -> lookup.oovMethod(IntegerLookup.OovMethod.FARMHASH);
                case "salt" -> lookup.salt(v.get(0).asLong(), v.get(1).asLong());
                case "output_mode" -> lookup.outputMode(mode(options));
                default -> throw new AssertionError(o.getKey());
            };
        }
        return lookup;
    }

    private static <T> void assertOutputs(Vocabulary<T> found, OutputMode mode, List<T> asked, Golden g) {
        var outputs = g.json().get("outputs");
        switch (mode) {
            case INT -> assertThat(found.ids(asked)).isEqualTo(ints(outputs));
            case ONE_HOT -> assertDense(found.oneHot(asked), outputs);
            default -> assertThat(found.vector(asked)).containsExactly(floats(g.numbers("outputs")), offset(1e-5f));
        }
    }

    // ------------------------------------------------------------------------------------------ hashes

    @Test
    void hashesOfTextsOfAllLengths() {
        var texts = texts(ALL.at("/hash/hashed"));
        assertThat(texts).hasSize(201);
        var farm = texts.stream().map(t -> FarmHash.fingerprint64(t.getBytes(StandardCharsets.UTF_8)))
                .map(Long::toUnsignedString).toList();
        assertThat(farm).isEqualTo(texts(ALL.at("/hash/farmhash")));
        assertThat(texts.stream().mapToInt(new Buckets(1_000_003, List.of())::of).toArray())
                .isEqualTo(ints(ALL.at("/hash/fast_buckets")));
        for (var strong : ALL.at("/hash/strong_buckets")) {
            var buckets = new Buckets(Integer.MAX_VALUE, longs(strong.get("salt")));
            assertThat(texts.stream().mapToInt(buckets::of).toArray()).isEqualTo(ints(strong.get("buckets")));
        }
    }

    static Stream<Golden> hashings() { return cases("/hash/string_hashing"); }

    @ParameterizedTest
    @MethodSource("hashings")
    void stringHashing_(Golden g) {
        var options = g.get("options");
        StringHashing hashing = stringHashing(options.whole("num_bins"));
        if (options.has("mask_value")) hashing = hashing.maskValue(options.text("mask_value"));
        var salt = options.json().path("salt");
        if (salt.isNumber()) hashing = hashing.salt(salt.asLong());
        if (salt.isArray()) hashing = hashing.salt(salt.get(0).asLong(), salt.get(1).asLong());
        assertThat(hashing.ids(List.of("A", "b", "", "한국어", "c".repeat(99)))).isEqualTo(ints(g.json().get("outputs")));
    }

    // ------------------------------------------------------------------------------------------ JSON

    private static List<String> texts(JsonNode list) { return list.valueStream().map(JsonNode::asString).toList(); }

    private static List<Long> longs(JsonNode list) {
        return list.valueStream().map(n -> Long.parseLong(n.asString())).toList();
    }

    private static int[] ints(JsonNode list) { return list.valueStream().mapToInt(JsonNode::asInt).toArray(); }

    private static int[][] rows(JsonNode list) {
        return list.valueStream().map(TextGoldenTest::ints).toArray(int[][]::new);
    }

    private static Map<String, Integer> counts(JsonNode object) {
        var map = new HashMap<String, Integer>();
        object.properties().forEach(e -> map.put(e.getKey(), e.getValue().asInt()));
        return map;
    }

    private static float[] floats(double[] numbers) {
        var floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
        return floats;
    }

    /// Rows of pairs of a column and its number; all else is 0.
    private static void assertRows(float[][] found, JsonNode expected, int width) {
        assertThat(found).hasNumberOfRows(expected.size());
        for (int i = 0; i < found.length; i++) {
            var row = new float[width];
            for (var pair : expected.get(i)) row[pair.get(0).asInt()] = (float) pair.get(1).asDouble();
            assertThat(found[i]).as("row " + i).containsExactly(row, offset(1e-5f));
        }
    }

    private static void assertDense(float[][] found, JsonNode expected) {
        assertThat(found).hasNumberOfRows(expected.size());
        for (int i = 0; i < found.length; i++) {
            var row = floats(expected.get(i).valueStream().mapToDouble(JsonNode::asDouble).toArray());
            assertThat(found[i]).as("row " + i).containsExactly(row, offset(1e-5f));
        }
    }
}

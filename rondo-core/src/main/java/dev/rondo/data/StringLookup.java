package dev.rondo.data;

import dev.rondo.nn.OutputMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Words of a fixed set, or tokens that were split before, as numbers or vectors (Keras: `StringLookup`,
/// `keras/src/layers/preprocessing/string_lookup.py`).
///
/// ```java
/// var colours = stringLookup().adapt(List.of("red", "green", "red"));
/// colours.ids(List.of("red", "blue"));             // 1, 0
/// ```
///
/// The options; [#adapt] and [#vocabulary] make a [Vocabulary] by them. Tokens are numbered by how often they occur, ties
/// from the last to the first by code point. For texts see [TextVectorization]; for class names [LabelEncoder].
public final class StringLookup {
    private final LookupOptions<String> options;

    private StringLookup(LookupOptions<String> options) { this.options = options; }

    /// Keras's defaults: numbers, 0 for tokens that are not known, `[UNK]` for their name.
    public static StringLookup stringLookup() { return named("StringLookup"); }

    static StringLookup named(String who) {
        return new StringLookup(new LookupOptions<>(who, OptionalInt.empty(), 1, Optional.empty(), "[UNK]",
                OutputMode.INT, false, true, List.of()));
    }

    /// At most this many numbers, reserved ones included.
    public StringLookup maxTokens(int tokens) { return new StringLookup(options.with(OptionalInt.of(tokens))); }

    /// How many numbers tokens that are not known are spread over, by their hash; with 0 they are an error.
    public StringLookup numOovIndices(int indices) { return new StringLookup(options.oov(indices)); }

    /// The token that stands for nothing: number 0, or dropped from vectors.
    public StringLookup maskToken(String token) { return new StringLookup(options.mask(token)); }

    /// How tokens that are not known are called on the way back.
    public StringLookup oovToken(String token) { return new StringLookup(options.oovToken(token)); }

    public StringLookup outputMode(OutputMode mode) { return new StringLookup(options.outputMode(mode)); }

    /// Vectors as wide as `maxTokens`, however many tokens were found.
    public StringLookup padToMaxTokens(boolean pad) { return new StringLookup(options.pad(pad)); }

    /// A key for the hash that spreads unknown tokens, Keras's `salt=133`: both halves of it.
    public StringLookup salt(long both) { return salt(both, both); }

    public StringLookup salt(long first, long second) { return new StringLookup(options.salt(first, second)); }

    /// Learns from tokens, each a sample of its own.
    public Vocabulary<String> adapt(Collection<String> tokens) {
        return learn(tokens.stream().map(List::of));
    }

    /// Learns from samples of several tokens: for TF_IDF it matters which are together.
    public Vocabulary<String> adaptSamples(Collection<List<String>> samples) { return learn(samples.stream()); }

    Vocabulary<String> learn(Stream<List<String>> samples) {
        var counts = new TokenCounts<String>();
        samples.forEachOrdered(counts::add);
        return counts.vocabulary(options, LabelEncoder.BY_CODE_POINT);
    }

    /// Of tokens that are known, in this order, with or without the reserved ones in front.
    public Vocabulary<String> vocabulary(List<String> tokens) { return vocabulary(tokens, new float[0]); }

    /// Of the lines of a UTF-8 file, one token a line, in this order: Keras's `vocabulary="words.txt"`. A file that
    /// [Vocabulary#save] wrote has the reserved tokens in front. Throws a [dev.rondo.DataException] if the file is not
    /// there, is empty or is not UTF-8.
    public Vocabulary<String> vocabulary(Path file) { return vocabulary(file, StandardCharsets.UTF_8); }

    /// The same of a file in another encoding. (Strings of Java have none, so there is no `encoding` elsewhere.)
    public Vocabulary<String> vocabulary(Path file, Charset encoding) {
        boolean nothing = options.masks() && options.maskToken().filter(String::isEmpty).isPresent();
        return vocabulary(VocabularyFile.read(options.who(), file, encoding, nothing));
    }

    /// The same with the inverse document frequency of each, for TF_IDF.
    public Vocabulary<String> vocabulary(List<String> tokens, float[] idfWeights) {
        return Vocabulary.given(options, tokens, idfWeights);
    }
}

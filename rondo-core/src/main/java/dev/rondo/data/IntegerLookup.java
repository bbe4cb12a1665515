package dev.rondo.data;

import dev.rondo.nn.OutputMode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Whole numbers of a fixed set, such as product numbers, as numbers from 0 on or vectors (Keras: `IntegerLookup`,
/// `keras/src/layers/preprocessing/integer_lookup.py`).
///
/// ```java
/// var products = integerLookup().adapt(List.of(4711L, 12L, 4711L));
/// products.ids(List.of(4711L, 5L));                // 1, 0
/// ```
///
/// The options; [#adapt] and [#vocabulary] make a [Vocabulary] by them. Numbered by how often they occur, ties from high to
/// low.
public final class IntegerLookup {
    private final LookupOptions<Long> options;

    private IntegerLookup(LookupOptions<Long> options) { this.options = options; }

    /// How numbers that are not known are spread over several indices: by their remainder, or by the hash of their digits.
    public enum OovMethod {
        FLOORMOD, FARMHASH
    }

    /// Keras's defaults: 0 for numbers that are not known, which are -1 on the way back.
    public static IntegerLookup integerLookup() {
        return new IntegerLookup(new LookupOptions<>("IntegerLookup", OptionalInt.empty(), 1, Optional.empty(), -1L,
                OutputMode.INT, false, false, List.of()));
    }

    /// At most this many numbers, reserved ones included.
    public IntegerLookup maxTokens(int tokens) { return new IntegerLookup(options.with(OptionalInt.of(tokens))); }

    /// How many numbers those that are not known are spread over; with 0 they are an error.
    public IntegerLookup numOovIndices(int indices) { return new IntegerLookup(options.oov(indices)); }

    /// The number that stands for nothing: number 0, or dropped from vectors.
    public IntegerLookup maskToken(long token) { return new IntegerLookup(options.mask(token)); }

    /// What numbers that are not known are on the way back.
    public IntegerLookup oovToken(long token) { return new IntegerLookup(options.oovToken(token)); }

    public IntegerLookup outputMode(OutputMode mode) { return new IntegerLookup(options.outputMode(mode)); }

    /// Vectors as wide as `maxTokens`, however many numbers were found.
    public IntegerLookup padToMaxTokens(boolean pad) { return new IntegerLookup(options.pad(pad)); }

    public IntegerLookup oovMethod(OovMethod method) {
        return new IntegerLookup(options.hashed(method == OovMethod.FARMHASH));
    }

    /// A key for the hash of FARMHASH, Keras's `salt=133`: both halves of it.
    public IntegerLookup salt(long both) { return salt(both, both); }

    public IntegerLookup salt(long first, long second) { return new IntegerLookup(options.salt(first, second)); }

    /// Learns from numbers, each a sample of its own.
    public Vocabulary<Long> adapt(Collection<Long> tokens) {
        return adaptSamples(tokens.stream().map(List::of).toList());
    }

    /// Learns from samples of several numbers: for TF_IDF it matters which are together.
    public Vocabulary<Long> adaptSamples(Collection<List<Long>> samples) {
        var counts = new TokenCounts<Long>();
        samples.forEach(counts::add);
        return counts.vocabulary(options, Comparator.naturalOrder());
    }

    /// Of numbers that are known, in this order, with or without the reserved ones in front.
    public Vocabulary<Long> vocabulary(List<Long> tokens) { return vocabulary(tokens, new float[0]); }

    /// Of the lines of a file, one number a line, in this order: Keras's `vocabulary="ids.txt"`. A file that
    /// [Vocabulary#save] wrote has the reserved numbers in front. Throws a [dev.rondo.DataException] if the file is not
    /// there, is empty or holds anything else.
    public Vocabulary<Long> vocabulary(Path file) { return vocabulary(VocabularyFile.numbers(options.who(), file)); }

    /// The same with the inverse document frequency of each, for TF_IDF.
    public Vocabulary<Long> vocabulary(List<Long> tokens, float[] idfWeights) {
        return Vocabulary.given(options, tokens, idfWeights);
    }
}

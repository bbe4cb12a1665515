package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.OutputMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Texts as numbers or vectors in four steps: [Standardize], [Split], ngrams, and a [Vocabulary] learned from texts (Keras:
/// `TextVectorization`, `keras/src/layers/preprocessing/text_vectorization.py`).
///
/// ```java
/// var words = textVectorization().maxTokens(20_000).outputSequenceLength(50).adapt(texts);
/// int[][] ids = words.padded(texts);
/// var layer = embedding(words.size(), 64).maskZero();
/// ```
///
/// The options; [#adapt] and [#vocabulary] make a [TextVectorizer] by them. Number 0 is padding and 1 a word that is not
/// known; then words by how often they occur, ties from the last to the first by code point. In vectors (MULTI_HOT, COUNT,
/// TF_IDF, ONE_HOT) there is no padding, and 0 is a word that is not known.
///
/// The defaults are Keras's, which know the letters and marks of ASCII alone. Texts in Korean or other scripts are better
/// served by `.standardize(Standardize.UNICODE)`. [WordVectorizer] is another, smaller way to the same end: Unicode words,
/// INT, ties in the order of appearance; it is what a model file holds.
public final class TextVectorization {
    private final Standardize standardize;
    private final Split split;
    private final List<Integer> ngrams;
    private final OptionalInt length;
    private final StringLookup lookup;
    private final OutputMode mode;

    private TextVectorization(Standardize standardize, Split split, List<Integer> ngrams, OptionalInt length,
            StringLookup lookup, OutputMode mode) {
        this.standardize = standardize;
        this.split = split;
        this.ngrams = ngrams;
        this.length = length;
        this.lookup = lookup;
        this.mode = mode;
    }

    /// Keras's defaults: lower case, no punctuation, split at spaces, numbers.
    public static TextVectorization textVectorization() {
        return new TextVectorization(Standardize.LOWER_AND_STRIP_PUNCTUATION, Split.WHITESPACE, List.of(),
                OptionalInt.empty(), StringLookup.named("TextVectorization").maskToken(""), OutputMode.INT);
    }

    /// At most this many numbers, those of padding and of unknown words included.
    public TextVectorization maxTokens(int tokens) { return with(lookup.maxTokens(tokens), mode); }

    public TextVectorization standardize(Standardize step) {
        return new TextVectorization(step, split, ngrams, length, lookup, mode);
    }

    public TextVectorization split(Split step) {
        return new TextVectorization(standardize, step, ngrams, length, lookup, mode);
    }

    /// Runs of 1 to `longest` words, with a space between them, in the place of words: Keras's `ngrams=2`.
    public TextVectorization ngrams(int longest) {
        Legal.atLeast(1, "TextVectorization", "ngrams", longest);
        return ngramsOf(IntStream.rangeClosed(1, longest).toArray());
    }

    /// Runs of these numbers of words, in this order: Keras's `ngrams=(2, 3)`.
    public TextVectorization ngramsOf(int... widths) {
        Legal.atLeast(1, "TextVectorization", "the number of ngrams", widths.length);
        for (int width : widths) Legal.atLeast(1, "TextVectorization", "each width of ngrams", width);
        return new TextVectorization(standardize, split, Arrays.stream(widths).boxed().toList(), length, lookup, mode);
    }

    public TextVectorization outputMode(OutputMode mode) { return with(lookup.outputMode(mode), mode); }

    /// Rows of exactly this many numbers: padded with 0, or cut, at the end; only with INT.
    public TextVectorization outputSequenceLength(int length) {
        Legal.atLeast(1, "TextVectorization", "outputSequenceLength", length);
        return new TextVectorization(standardize, split, ngrams, OptionalInt.of(length), lookup, mode);
    }

    /// Vectors as wide as `maxTokens`, however many words were found.
    public TextVectorization padToMaxTokens(boolean pad) { return with(lookup.padToMaxTokens(pad), mode); }

    private TextVectorization with(StringLookup lookup, OutputMode mode) {
        return new TextVectorization(standardize, split, ngrams, length, lookup, mode);
    }

    /// Learns the vocabulary of these texts.
    public TextVectorizer adapt(Collection<String> texts) {
        return of(lookup.learn(texts.stream().map(this::tokens)));
    }

    /// With words that are known, in this order, with or without the reserved ones (`""` and `[UNK]`) in front.
    public TextVectorizer vocabulary(List<String> tokens) { return of(lookup.vocabulary(tokens)); }

    /// With the lines of a UTF-8 file, one word a line, in this order, with or without the reserved ones in front: Keras's
    /// `vocabulary="words.txt"`. Throws a [dev.rondo.DataException] if it is not there, is empty or is not UTF-8.
    public TextVectorizer vocabulary(Path file) { return vocabulary(file, StandardCharsets.UTF_8); }

    /// The same of a file in another encoding. (Texts of Java have none, so there is no `encoding` elsewhere.)
    public TextVectorizer vocabulary(Path file, Charset encoding) { return of(lookup.vocabulary(file, encoding)); }

    /// The same with the inverse document frequency of each, for TF_IDF.
    public TextVectorizer vocabulary(List<String> tokens, float[] idfWeights) {
        return of(lookup.vocabulary(tokens, idfWeights));
    }

    private TextVectorizer of(Vocabulary<String> vocabulary) {
        if (length.isPresent() && mode != OutputMode.INT)
            throw new RondoException(
                    "TextVectorization: outputSequenceLength goes with output mode INT, but it is " + mode);
        return new TextVectorizer(this::tokens, length, vocabulary);
    }

    /// The tokens of a text: standardized, split, as ngrams.
    List<String> tokens(String text) {
        var words = split.of(standardize.of(text));
        if (ngrams.isEmpty()) return words;
        var runs = new ArrayList<String>();
        for (int width : ngrams)
            for (int i = 0; i + width <= words.size(); i++) runs.add(String.join(" ", words.subList(i, i + width)));
        return runs;
    }
}

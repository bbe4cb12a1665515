package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Keras's older `Tokenizer`, to the number (`keras/src/legacy/preprocessing/text.py`): words by how often they occur, from 1
/// on, ties in the order of appearance; 0 is padding.
///
/// ```java
/// var words = tokenizer().numWords(10_000).oovToken("<unk>").fitOnTexts(texts);
/// List<int[]> ids = words.textsToSequences(texts);
/// ```
///
/// A value: options and what was counted. What fits gives another tokenizer that has counted more. All words are counted;
/// `numWords` = n keeps the numbers below n when texts are turned into numbers. A word that is not kept is left out or, with
/// an `oovToken`, number 1.
///
/// For new work [TextVectorization], or [WordVectorizer] for Unicode's idea of a word. [#toJson] and [#fromJson] are Keras's
/// `to_json` and `tokenizer_from_json`.
public final class Tokenizer {
    private final TokenizerOptions options;
    private final TokenizerCounts counts;

    Tokenizer(TokenizerOptions options, TokenizerCounts counts) {
        this.options = options;
        this.counts = counts;
    }

    /// Keras's defaults, nothing counted.
    public static Tokenizer tokenizer() {
        return new Tokenizer(new TokenizerOptions(OptionalInt.empty(), WordSequence.wordSequence(), false,
                Optional.empty(), Optional.empty()), TokenizerCounts.NONE);
    }

    /// Keep the numbers below this one: `words` − 1 words.
    public Tokenizer numWords(int words) {
        Legal.atLeast(1, "tokenizer", "numWords", words);
        return with(new TokenizerOptions(OptionalInt.of(words), options.words(), options.charLevel(),
                options.oovToken(), options.analyzer()));
    }

    public Tokenizer filters(String characters) { return words(options.words().filters(characters)); }

    public Tokenizer lower(boolean lower) { return words(options.words().lower(lower)); }

    public Tokenizer split(String split) { return words(options.words().split(split)); }

    private Tokenizer words(WordSequence words) {
        return with(new TokenizerOptions(options.numWords(), words, options.charLevel(), options.oovToken(),
                options.analyzer()));
    }

    /// Characters (code points) for words; `filters` then says nothing, as in Keras.
    public Tokenizer charLevel(boolean characters) {
        return with(new TokenizerOptions(options.numWords(), options.words(), characters, options.oovToken(),
                options.analyzer()));
    }

    /// The word with number 1, which stands for all that are not known.
    public Tokenizer oovToken(String token) {
        return with(new TokenizerOptions(options.numWords(), options.words(), options.charLevel(), Optional.of(token),
                options.analyzer()));
    }

    /// Another way to split, which takes the place of `filters`, `lower` and `split`; it is not saved.
    public Tokenizer analyzer(Function<String, List<String>> words) {
        return with(new TokenizerOptions(options.numWords(), options.words(), options.charLevel(), options.oovToken(),
                Optional.of(words)));
    }

    private Tokenizer with(TokenizerOptions changed) { return new Tokenizer(changed, counts); }

    /// This tokenizer after it has counted the words of these texts too.
    public Tokenizer fitOnTexts(Collection<String> texts) {
        return fit(texts.stream().map(options::tokens).toList());
    }

    /// The same of texts that were split before.
    public Tokenizer fitOnTokens(Collection<List<String>> texts) {
        return fit(texts.stream().map(options::folded).toList());
    }

    private Tokenizer fit(List<List<String>> texts) {
        return new Tokenizer(options, counts.plus(texts, options.oovToken()));
    }

    /// This tokenizer after it has counted in how many of these sequences each number is: for `TFIDF` without texts.
    public Tokenizer fitOnSequences(Collection<int[]> sequences) {
        return new Tokenizer(options, counts.plusSequences(sequences));
    }

    public List<int[]> textsToSequences(Collection<String> texts) {
        return texts.stream().map(text -> sequence(options.tokens(text))).toList();
    }

    /// The same of texts that were split before.
    public List<int[]> tokensToSequences(Collection<List<String>> texts) {
        return texts.stream().map(tokens -> sequence(options.folded(tokens))).toList();
    }

    private int[] sequence(List<String> tokens) {
        return tokens.stream().map(word -> kept(Optional.ofNullable(counts.wordIndex().get(word))))
                .flatMap(Optional::stream).mapToInt(i -> i).toArray();
    }

    /// The number itself, that of the unknown word, or nothing.
    private Optional<Integer> kept(Optional<Integer> number) {
        if (number.isPresent() && number.get() < options.limit()) return number;
        return options.oovToken().map(this::oovNumber);
    }

    private int oovNumber(String oovToken) {
        Integer number = counts.wordIndex().get(oovToken);
        if (number == null)
            throw new RondoException("tokenizer: nothing was fitted, so the oov_token %s has no number; call fitOnTexts"
                    .formatted(Printable.quote(oovToken)));
        return number;
    }

    /// The words of the numbers, with a space between them. A number that no word has is left out or, with an `oovToken`,
    /// written as that.
    public List<String> sequencesToTexts(Collection<int[]> sequences) {
        var texts = new ArrayList<String>();
        for (var sequence : sequences) {
            var words = new ArrayList<String>();
            for (int number : sequence) {
                var known = Optional.of(number).filter(counts.indexWord()::containsKey);
                kept(known).ifPresent(n -> words.add(counts.indexWord().getOrDefault(n, "")));
            }
            texts.add(String.join(" ", words));
        }
        return texts;
    }

    /// What a row of a matrix says about the words of a text: that they occur; how often; what share of the text they
    /// are; or (1 + ln count) · ln(1 + texts / (1 + texts with the word)).
    public enum Mode {
        BINARY, COUNT, FREQ, TFIDF
    }

    /// `[texts, numWords]`, or as many columns as there are words, and one.
    public float[][] textsToMatrix(Collection<String> texts, Mode mode) {
        return sequencesToMatrix(textsToSequences(texts), mode);
    }

    public float[][] sequencesToMatrix(Collection<int[]> sequences, Mode mode) {
        if (options.numWords().isEmpty() && counts.wordIndex().isEmpty())
            throw new RondoException("tokenizer: the matrix has no width; give numWords or call fitOnTexts first");
        if (mode == Mode.TFIDF && counts.documentCount() == 0)
            throw new RondoException("tokenizer: TFIDF needs texts to compare with; call fitOnTexts first");
        int width = options.numWords().orElse(counts.wordIndex().size() + 1);
        return sequences.stream().map(s -> row(s, width, mode)).toArray(float[][]::new);
    }

    private float[] row(int[] sequence, int width, Mode mode) {
        var often = new int[width];
        for (int number : sequence) {
            if (number < 0) throw new RondoException("tokenizer: number %d is negative".formatted(number));
            if (number < width) often[number]++;
        }
        var row = new float[width];
        for (int i = 0; i < width; i++) {
            if (often[i] == 0) continue;
            row[i] = (float) switch (mode) {
                case BINARY -> 1;
                case COUNT -> often[i];
                case FREQ -> (double) often[i] / sequence.length;
                case TFIDF -> (1 + Math.log(often[i]))
                        * Math.log(1 + counts.documentCount() / (1.0 + counts.indexDocs().getOrDefault(i, 0)));
            };
        }
        return row;
    }

    /// How often each word occurred, in the order of appearance.
    public Map<String, Integer> wordCounts() { return counts.wordCounts(); }

    /// In how many texts each word occurred.
    public Map<String, Integer> wordDocs() { return counts.wordDocs(); }

    /// In how many texts each number occurred.
    public Map<Integer, Integer> indexDocs() { return counts.indexDocs(); }

    /// The number of each word, smallest first. An `oovToken` that also occurs in the texts has the number it has there and
    /// nothing has number 1, as in Keras.
    public Map<String, Integer> wordIndex() { return counts.wordIndex(); }

    public Map<Integer, String> indexWord() { return counts.indexWord(); }

    /// How many texts were counted.
    public int documentCount() { return counts.documentCount(); }

    /// As Keras's `to_json` writes it; Keras's `tokenizer_from_json` reads it.
    public String toJson() { return TokenizerJson.write(options, counts); }

    /// What Keras's `to_json` or [#toJson] wrote.
    public static Tokenizer fromJson(String json) { return TokenizerJson.read(json); }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tokenizer that && options.equals(that.options) && counts.equals(that.counts);
    }

    @Override
    public int hashCode() { return counts.hashCode(); }

    @Override
    public String toString() {
        return "Tokenizer of " + counts.wordCounts().size() + " words in " + counts.documentCount() + " texts";
    }
}

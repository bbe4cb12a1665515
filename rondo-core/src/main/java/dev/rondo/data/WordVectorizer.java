package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Text as the numbers of its words. 0 is padding, 1 a word that is not in the vocabulary, then the words by how often
/// they occurred, the most frequent first (ties: the one seen first).
///
/// ```java
/// var words = WordVectorizer.options().maxWords(20_000).fit(texts);
/// int[] ids = words.ids("A sentence of words");
/// var layer = embedding(words.size(), 64).maskZero();
/// ```
///
/// A value that never changes, made of its list of words: [#vocabulary], [#lowercase] and [#maxLength] go into a model
/// file and [#of] brings it back. Numbered as Keras's `Tokenizer(oov_token=…)` does; splits as [Words] says.
///
/// It is the short way, for any script. Keras's own words with all of their options, and with Keras's numbers to the last
/// tie, are [TextVectorization] and the older [Tokenizer]; a model file holds this one alone.
public final class WordVectorizer {
    private static final int FIRST_WORD = 2;

    private final List<String> vocabulary;
    private final boolean lowercase;
    private final OptionalInt maxLength;
    private final Map<String, Integer> ids = new HashMap<>();

    private WordVectorizer(List<String> vocabulary, boolean lowercase, OptionalInt maxLength) {
        this.vocabulary = List.copyOf(vocabulary);
        this.lowercase = lowercase;
        this.maxLength = maxLength;
        for (String word : vocabulary) {
            if (word.isEmpty())
                throw new RondoException("vocabulary: word " + ids.size() + " is empty; leave it out");
            if (ids.put(word, FIRST_WORD + ids.size()) != null)
                throw new RondoException("vocabulary: " + Printable.quote(word) + " is there twice; give it once");
        }
    }

    /// The words without the two reserved numbers: the first has number 2.
    public static WordVectorizer of(List<String> vocabulary, boolean lowercase) {
        return of(vocabulary, lowercase, OptionalInt.empty());
    }

    public static WordVectorizer of(List<String> vocabulary, boolean lowercase, OptionalInt maxLength) {
        maxLength.ifPresent(n -> atLeastOne("maxLength", n));
        return new WordVectorizer(vocabulary, lowercase, maxLength);
    }

    /// Every word of the texts, in lower case, texts of any length.
    public static WordVectorizer fit(Collection<String> texts) { return options().fit(texts); }

    public static Options options() { return new Options(OptionalInt.empty(), true, OptionalInt.empty()); }

    /// @param maxWords keep only this many words, the most frequent; [#size] is then at most two more
    /// @param lowercase whether `The` is the same word as `the`; true by default
    /// @param maxLength keep only this many words of a text, its first
    public record Options(OptionalInt maxWords, boolean lowercase, OptionalInt maxLength) {
        public Options maxWords(int words) {
            return new Options(OptionalInt.of(atLeastOne("maxWords", words)), lowercase, maxLength);
        }

        public Options lowercase(boolean lowercase) { return new Options(maxWords, lowercase, maxLength); }

        public Options maxLength(int words) {
            return new Options(maxWords, lowercase, OptionalInt.of(atLeastOne("maxLength", words)));
        }

        /// Counts the words of these texts.
        public WordVectorizer fit(Collection<String> texts) {
            if (texts.isEmpty()) throw new RondoException("vocabulary: no texts to learn from; give at least one");
            var counts = new LinkedHashMap<String, Integer>();
            for (String text : texts) for (String word : Words.of(text, lowercase)) counts.merge(word, 1, Integer::sum);
            var words = counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(maxWords.orElse(Integer.MAX_VALUE)).map(Map.Entry::getKey).toList();
            return new WordVectorizer(words, lowercase, maxLength);
        }
    }

    private static int atLeastOne(String option, int words) {
        Legal.atLeast(1, "vocabulary", option, words);
        return words;
    }

    /// The numbers of the text's words; not padded.
    public int[] ids(String text) {
        return Words.of(text, lowercase).stream().limit(maxLength.orElse(Integer.MAX_VALUE))
                .mapToInt(word -> ids.getOrDefault(word, 1)).toArray();
    }

    public List<int[]> ids(Collection<String> texts) { return texts.stream().map(this::ids).toList(); }

    /// The words with these numbers, as Keras names them: `""` for padding, `[UNK]` for a word not in the vocabulary.
    public List<String> words(int[] ids) { return Arrays.stream(ids).mapToObj(this::word).toList(); }

    private String word(int id) {
        if (id < 0 || id >= size())
            throw new RondoException("vocabulary: no word has number " + id + "; they go from 0 to " + (size() - 1));
        return id == 0 ? "" : id == 1 ? "[UNK]" : vocabulary.get(id - FIRST_WORD);
    }

    /// How many numbers there are, with 0 and 1: what an embedding takes.
    public int size() { return FIRST_WORD + vocabulary.size(); }

    public List<String> vocabulary() { return vocabulary; }

    public boolean lowercase() { return lowercase; }

    public OptionalInt maxLength() { return maxLength; }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordVectorizer that && vocabulary.equals(that.vocabulary)
                && lowercase == that.lowercase && maxLength.equals(that.maxLength);
    }

    @Override
    public int hashCode() { return vocabulary.hashCode(); }

    @Override
    public String toString() {
        return "WordVectorizer of " + vocabulary.size() + " words" + (lowercase ? " in lower case" : "");
    }
}

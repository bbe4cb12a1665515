package dev.rondo.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// Texts as numbers or vectors, and back, with the vocabulary that [TextVectorization] learned or was given. Which of the
/// methods answers depends on its output mode; the others say so.
public final class TextVectorizer {
    private final Function<String, List<String>> split;
    private final OptionalInt length;
    private final Vocabulary<String> vocabulary;

    TextVectorizer(Function<String, List<String>> split, OptionalInt length, Vocabulary<String> vocabulary) {
        this.split = split;
        this.length = length;
        this.vocabulary = vocabulary;
    }

    /// The tokens of a text, before they become numbers.
    public List<String> tokens(String text) { return split.apply(text); }

    /// The numbers of a text, in output mode INT: cut to `outputSequenceLength`, not padded. Keras's `ragged=True`.
    public int[] ids(String text) {
        var ids = vocabulary.ids(split.apply(text));
        return length.isPresent() && length.getAsInt() < ids.length ? Arrays.copyOf(ids, length.getAsInt()) : ids;
    }

    /// Rows of different lengths: what `Dataset.of(sequences, labels)` takes.
    public List<int[]> ids(Collection<String> texts) { return texts.stream().map(this::ids).toList(); }

    /// The same as rows of one length, padded with 0 at the end: `outputSequenceLength`, or that of the longest text.
    public int[][] padded(Collection<String> texts) {
        var rows = ids(texts);
        int width = length.orElse(rows.stream().mapToInt(row -> row.length).max().orElse(0));
        return rows.stream().map(row -> Arrays.copyOf(row, width)).toArray(int[][]::new);
    }

    /// A text as one row of [Vocabulary#width] numbers, in output mode MULTI_HOT, COUNT or TF_IDF.
    public float[] vector(String text) { return vocabulary.vector(split.apply(text)); }

    /// `[texts, width]`
    public float[][] vectors(Collection<String> texts) {
        return texts.stream().map(this::vector).toArray(float[][]::new);
    }

    /// A row for each token of a text, in output mode ONE_HOT.
    public float[][] oneHot(String text) { return vocabulary.oneHot(split.apply(text)); }

    /// The tokens with these numbers: `""` for padding, `[UNK]` for a word that is not known.
    public List<String> words(int[] ids) { return vocabulary.tokens(ids); }

    /// How many numbers there are: what an embedding takes.
    public int size() { return vocabulary.size(); }

    public Vocabulary<String> vocabulary() { return vocabulary; }

    @Override
    public String toString() { return "TextVectorizer with a " + vocabulary; }
}

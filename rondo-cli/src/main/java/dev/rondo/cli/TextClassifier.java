package dev.rondo.cli;

import dev.rondo.ModelFileException;
import dev.rondo.data.Sequences;
import dev.rondo.data.WordVectorizer;
import dev.rondo.file.RondoFile;
import dev.rondo.file.Saved;
import dev.rondo.file.Task;
import dev.rondo.model.Model;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A network that was trained on texts, and all it takes to use it: the words it knows and the names of its classes.
///
/// ```java
/// TextClassifier.load(Path.of("reviews.rondo")).guesses("Never again.").getFirst().label();
/// ```
public record TextClassifier(Model model, WordVectorizer words, List<String> labels) {
    private static final int UNKNOWN_WORD = 1;

    /// A class and how likely it is.
    public record Guess(String label, double probability) {}

    public TextClassifier {
        labels = List.copyOf(labels);
    }

    /// What a model file holds, if it is a text classifier. Throws if not.
    public static TextClassifier of(Saved saved, String file) {
        if (saved.task() != Task.TEXT_CLASSIFICATION || saved.words().isEmpty() || saved.labels().isEmpty()) {
            throw new ModelFileException(
                    "%s: not a text classifier: it holds no words or labels; see what it is with rondo summary"
                            .formatted(file));
        }
        int outputs = saved.model().outputShape().last();
        if (outputs != saved.labels().size()) {
            throw new ModelFileException("%s: %d outputs, but %d labels; get the file again".formatted(file, outputs,
                    saved.labels().size()));
        }
        return new TextClassifier(saved.model(), saved.words().get(), saved.labels());
    }

    public static TextClassifier load(Path file) {
        return of(RondoFile.load(file), file.toString());
    }

    public Saved saved() {
        return Saved.of(model).words(words).labels(labels).task(Task.TEXT_CLASSIFICATION);
    }

    /// A text as word numbers. One without any word counts as one unknown word.
    public static int[] ids(WordVectorizer words, String text) {
        var ids = words.ids(text);
        return ids.length > 0 ? ids : new int[]{UNKNOWN_WORD};
    }

    public static List<int[]> ids(WordVectorizer words, Collection<String> texts) {
        return texts.stream().map(t -> ids(words, t)).toList();
    }

    /// All classes, the most likely first.
    public List<Guess> guesses(String text) {
        return guesses(List.of(text)).getFirst();
    }

    /// The same for several texts at once, which is faster.
    public List<List<Guess>> guesses(List<String> texts) {
        var data = Sequences.of(ids(words, texts), new int[texts.size()]);
        var batch = data.batch(IntStream.range(0, texts.size()).toArray());
        var probabilities = model.call(batch.x(), batch.mask()).tensor().data();
        int n = labels.size();
        return IntStream.range(0, texts.size()).mapToObj(i -> IntStream.range(0, n)
                .mapToObj(c -> new Guess(labels.get(c), probabilities[i * n + c]))
                .sorted(Comparator.comparingDouble(Guess::probability).reversed()).toList()).toList();
    }
}

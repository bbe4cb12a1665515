package dev.rondo.file;

import dev.rondo.RondoException;
import dev.rondo.data.Printable;
import dev.rondo.data.WordVectorizer;
import dev.rondo.model.Model;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a model file holds: a model, and what a program needs to put it to use.
///
/// ```java
/// Saved.of(model).words(words).labels("spam", "ham").task(Task.TEXT_CLASSIFICATION).about("data", "SMS Spam Collection")
/// ```
///
/// @param words how texts became numbers when the model was trained
/// @param labels the names of the classes, in the order of the outputs
/// @param about facts for people: where the data came from, who trained it, what it scored
public record Saved(Model model, Optional<WordVectorizer> words, List<String> labels, Task task,
        Map<String, String> about) {
    public Saved {
        labels = List.copyOf(labels);
        about = Collections.unmodifiableMap(new TreeMap<>(about));
        var seen = new HashSet<String>();
        for (String label : labels) {
            if (!seen.add(label))
                throw new RondoException(
                        "labels: " + Printable.quote(label) + " is there twice; give each class a name of its own");
        }
    }

    public static Saved of(Model model) { return new Saved(model, Optional.empty(), List.of(), Task.NONE, Map.of()); }

    public Saved words(WordVectorizer vectorizer) {
        return new Saved(model, Optional.of(vectorizer), labels, task, about);
    }

    public Saved labels(String... names) { return labels(List.of(names)); }

    public Saved labels(List<String> names) { return new Saved(model, words, names, task, about); }

    public Saved task(Task purpose) { return new Saved(model, words, labels, purpose, about); }

    /// One more fact.
    public Saved about(String fact, String value) {
        var facts = new TreeMap<>(about);
        facts.put(fact, value);
        return new Saved(model, words, labels, task, facts);
    }
}

package dev.rondo.file;

import dev.rondo.data.WordVectorizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `vocabulary.json`: how texts become numbers. JSON rather than lines of text, for a word may hold any character.
record WordList(boolean lowercase, Optional<Integer> maxLength, List<String> words) {
    static final String NAME = "vocabulary.json";

    static WordList of(WordVectorizer words) {
        return new WordList(words.lowercase(), words.maxLength().stream().boxed().findFirst(), words.vocabulary());
    }

    WordVectorizer vectorizer() {
        return WordVectorizer.of(words, lowercase, maxLength.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }
}

package dev.rondo.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// The options of a [Tokenizer] and how it splits a text by them.
record TokenizerOptions(OptionalInt numWords, WordSequence words, boolean charLevel, Optional<String> oovToken,
        Optional<Function<String, List<String>>> analyzer) {
    List<String> tokens(String text) {
        if (charLevel) return words.characters(text);
        return analyzer.isPresent() ? analyzer.get().apply(text) : words.of(text);
    }

    /// Tokens that were split before, in lower case if that is asked for.
    List<String> folded(List<String> tokens) { return tokens.stream().map(words::folded).toList(); }

    /// The first number that is not kept.
    int limit() { return numWords.orElse(Integer.MAX_VALUE); }
}

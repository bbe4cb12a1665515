package dev.rondo.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is said of a word's origin, and what is not: the last line of its entry.
record Said(boolean formula, Optional<String> keras, Optional<String> pytorch, Set<String> sources) {
    /// `own` are the comments of the word, nearest first; `chapter` is its vocabulary's comment, which speaks for all.
    static Said of(List<DocText> own, DocText chapter, Optional<String> kerasTable, Optional<String> pytorchTable) {
        var sources = new LinkedHashSet<String>();
        own.forEach(d -> sources.addAll(d.sources()));
        if (sources.isEmpty()) sources.addAll(chapter.sources());
        return new Said(own.stream().anyMatch(d -> d.hasFormula() || d.hasShape()),
                counterpart("Keras", own, chapter, kerasTable), counterpart("PyTorch", own, chapter, pytorchTable),
                sources);
    }

    private static Optional<String> counterpart(String library, List<DocText> own, DocText chapter,
            Optional<String> table) {
        var first = own.stream().limit(1).flatMap(d -> d.counterpart(library).stream()).findFirst();
        return first.or(() -> table).or(() -> own.stream().flatMap(d -> d.counterpart(library).stream()).findFirst())
                .or(() -> chapter.counterpart(library).filter("none"::equals));
    }

    /// What an entry should say and does not. Only numbers have formulas and, where Keras has no such word, sources.
    List<String> missing(boolean ofNumbers) {
        var missing = new ArrayList<String>();
        if (ofNumbers && !formula) missing.add("formula");
        if (keras.isEmpty()) missing.add("Keras");
        if (pytorch.isEmpty()) missing.add("PyTorch");
        if (ofNumbers && sources.isEmpty()) missing.add("source");
        return missing;
    }

    String line(boolean ofNumbers) {
        var line = new ArrayList<String>();
        keras.ifPresent(k -> line.add("Keras: " + k));
        pytorch.ifPresent(p -> line.add("PyTorch: " + p));
        if (!sources.isEmpty()) line.add("source: " + String.join(", ", sources));
        var missing = missing(ofNumbers);
        if (!missing.isEmpty()) line.add("**not said: " + String.join(", ", missing) + "**");
        return String.join(" · ", line);
    }
}

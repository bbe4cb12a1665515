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
                counterpart("Keras", own, chapter, kerasTable)
                        .map(k -> k.startsWith("`") || k.equals("none") ? "Keras: " + k : k),
                counterpart("PyTorch", own, chapter, pytorchTable).map(p -> "PyTorch: " + p), sources);
    }

    private static Optional<String> counterpart(String library, List<DocText> own, DocText chapter,
            Optional<String> table) {
        var first = own.stream().limit(1).flatMap(d -> d.counterpart(library).stream()).findFirst();
        return first.or(() -> table).or(() -> own.stream().flatMap(d -> d.counterpart(library).stream()).findFirst())
                .or(() -> chapter.counterpart(library).filter("none"::equals));
    }

    /// What an entry should say and does not, of `wanted`.
    List<String> missing(List<String> wanted) {
        return wanted.stream().filter(w -> switch (w) {
            case "formula" -> !formula;
            case "Keras" -> keras.isEmpty();
            case "PyTorch" -> pytorch.isEmpty() && keras.filter(k -> k.contains("PyTorch")).isEmpty();
            case "source" -> sources.isEmpty();
            default -> throw new AssertionError(w);
        }).toList();
    }

    String line(List<String> wanted) {
        var line = new ArrayList<String>();
        keras.ifPresent(line::add);
        pytorch.ifPresent(line::add);
        if (!sources.isEmpty()) line.add("source: " + String.join(", ", sources));
        var missing = missing(wanted);
        if (!missing.isEmpty()) line.add("**not said: " + String.join(", ", missing) + "**");
        return String.join(" · ", line);
    }
}

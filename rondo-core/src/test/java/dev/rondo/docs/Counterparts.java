package dev.rondo.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which words of Rondo are a word of Keras: what a row of `docs/keras.md` names, or else what has the same name.
record Counterparts(Vocabularies all, KerasTables tables) {
    /// Where Keras's modules are here.
    private static final Map<String, List<String>> MODULES = Map.ofEntries(
            Map.entry("layers", List.of("Layers", "Cells", Vocabularies.DATA)),
            Map.entry("losses", List.of("Losses")), Map.entry("metrics", List.of("Metrics")),
            Map.entry("optimizers", List.of("Optimizers")), Map.entry("optimizers.schedules", List.of("Schedules")),
            Map.entry("callbacks", List.of("Callbacks")), Map.entry("initializers", List.of("Init")),
            Map.entry("regularizers", List.of("Regularizers")), Map.entry("constraints", List.of("Constraints")),
            Map.entry("activations", List.of("Ops")), Map.entry("utils", List.of(Vocabularies.DATA)),
            Map.entry("preprocessing", List.of(Vocabularies.DATA)),
            Map.entry("preprocessing.text", List.of(Vocabularies.DATA)),
            Map.entry("preprocessing.sequence", List.of(Vocabularies.DATA)));
    private static final Pattern CALLED = Pattern.compile("(?<![\\w.])(\\w+)[.(]");

    /// A word and the class that has it.
    record Here(Word word, Type vocabulary) {
        @Override
        public String toString() { return word.name(); }
    }

    List<Here> of(KerasWord keras) {
        var places = MODULES.getOrDefault(keras.module(), List.of());
        if (places.isEmpty()) return List.of();
        var found = new LinkedHashSet<Here>();
        for (var place : places) {
            if (!found.isEmpty()) break;
            for (var written : tables.written(keras.name(), place)) {
                CALLED.matcher(written).results().forEach(m -> named(m.group(1), places).ifPresent(found::add));
            }
        }
        if (found.isEmpty()) {
            Stream.concat(Stream.of(keras.name()), keras.also().stream()).flatMap(n -> words(places)
                    .filter(h -> KerasWord.plain(h.word().name()).equals(KerasWord.plain(n)))).forEach(found::add);
        }
        return List.copyOf(found);
    }

    /// The word or type of exactly this name, wherever it is, in the module's own place first.
    Optional<Here> named(String name, KerasWord asked) {
        var places = MODULES.getOrDefault(asked.module(), List.of());
        return named(name, places).or(() -> words(all.list().stream().map(Type::name).toList())
                .filter(h -> h.word().name().equals(name)).findFirst())
                .or(() -> all.sources().all().stream().filter(t -> t.isPublic() && t.name().equals(name))
                        .map(t -> new Here(new Word(name, Vocabularies.made(t), List.of(t)), t)).findFirst());
    }

    private Optional<Here> named(String name, List<String> places) {
        // a static method of a type that a word gives: `Normalization.adapt`
        return words(places).filter(h -> h.word().name().equals(name)
                || h.word().gives().filter(t -> t.name().equals(name)).isPresent()
                || h.word().forms().stream().anyMatch(f -> f.name().equals(name))).findFirst();
    }

    private Stream<Here> words(List<String> places) {
        var found = new ArrayList<Here>();
        for (var p : places) {
            if (p.equals(Vocabularies.DATA)) {
                var dataset = all.sources().find("Dataset", p).orElseThrow();
                all.data().forEach(w -> found.add(new Here(w, dataset)));
            }
            all.named(p).ifPresent(v -> all.words(v).forEach(w -> found.add(new Here(w, v))));
        }
        return found.stream();
    }
}

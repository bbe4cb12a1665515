package dev.rondo.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/arguments.md`: every public word of Keras and every argument, and what they are in Rondo.
record ArgumentsPage(Arguments arguments) {
    String text() {
        var entries = arguments.entries();
        var answers = entries.stream().flatMap(e -> e.answers().stream()).toList();
        var text = new StringBuilder(
                """
                        # Every argument of Keras

                        Made from the code and from what Keras 3.15 says of itself: `ArgumentsPageTest` says how. For each public word of
                        Keras and each of its arguments: the option or argument of Rondo, and its default after `=` where an option is
                        not just off without it; or "not here", with the reason. Options of a cell are given to the cell:
                        `rnn(lstmCell(50).dropout(0.2))`. How whole words correspond: [keras.md](keras.md); what an option
                        does: [reference.md](reference.md).

                        %d words with %d arguments; %d words and %d arguments are not here. %d defaults have a value on both sides
                        and were compared.

                        ## Everywhere

                        What many words have, and where it is not said again below. "Also" in a word's entry names which of these it has.

                        | Keras | Rondo |
                        |---|---|
                        """
                        .formatted(entries.size(), answers.size(),
                                entries.stream().filter(e -> e.missing().isPresent()).count(),
                                answers.stream().filter(Arguments.Answer::isMissing).count(), arguments.compared()));
        var shared = answers.stream().flatMap(a -> a.shared().stream()).distinct().toList();
        for (var row : arguments.byHand().arguments()) {
            if (!shared.contains(row)) continue;
            var where = row.words().contains("*") ? "" : " of " + code(row.words());
            text.append("| %s%s | %s |\n".formatted(code(row.arguments()), where, cell(row.answer())));
        }
        var modules = new LinkedHashSet<>(entries.stream().map(e -> e.word().module()).toList());
        for (var m : modules) section(m, entries.stream().filter(e -> e.word().module().equals(m)).toList(), text);
        return text.toString();
    }

    private static void section(String module, List<Arguments.Entry> entries, StringBuilder text) {
        text.append("\n## ").append(module).append("\n");
        for (var e : entries) if (e.missing().isEmpty()) entry(e, text);
        var missing = new LinkedHashMap<String, List<String>>();
        entries.forEach(e -> e.missing().ifPresent(
                why -> missing.computeIfAbsent(why, _ -> new ArrayList<>()).addAll(names(e.word()))));
        if (missing.isEmpty()) return;
        text.append("\n### Not here\n\n| Keras | |\n|---|---|\n");
        for (Map.Entry<String, List<String>> m : missing.entrySet()) {
            text.append("| %s | %s |\n".formatted(code(m.getValue()), cell(m.getKey())));
        }
    }

    private static void entry(Arguments.Entry e, StringBuilder text) {
        var also = e.word().also().isEmpty() ? "" : ", also " + code(e.word().also());
        var here = e.here().stream().map(h -> "`" + h.word().name() + "`").collect(Collectors.joining(", "));
        text.append("\n### ").append(e.word().name()).append("\n\n").append(here).append(also).append("\n\n");
        var own = e.answers().stream().filter(a -> a.shared().isEmpty()).toList();
        if (!own.isEmpty()) {
            text.append("| Keras | Rondo |\n|---|---|\n");
            for (var a : own) {
                text.append("| `%s` | %s%s |\n".formatted(cell(a.argument().toString()), cell(a.text()),
                        a.standard().filter(s -> !s.equals("no") && !s.equals("a function")).map(s -> " = " + cell(s))
                                .orElse("")));
            }
        }
        var shared = e.answers().stream().filter(a -> a.shared().isPresent()).map(a -> a.argument().name()).toList();
        if (!shared.isEmpty())
            text.append(own.isEmpty() ? "" : "\n").append("Also: ").append(code(shared)).append("\n");
    }

    private static List<String> names(KerasWord w) {
        return Stream.concat(Stream.of(w.name()), w.also().stream()).toList();
    }

    private static String code(List<String> names) {
        return names.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
    }

    private static String cell(String text) { return text.replace("|", "\\|").replace("\n", "\\n"); }
}

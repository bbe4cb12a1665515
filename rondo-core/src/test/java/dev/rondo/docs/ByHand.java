package dev.rondo.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What cannot be derived of Keras's words and arguments: the tables of `src/test/resources/docs/keras-arguments.md`. In its
/// names `*` stands for anything.
record ByHand(List<Row> names, List<Row> missing, List<Row> arguments, List<Row> defaults) {
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    static final String NOT_HERE = "not here: ";

    /// `answer` is the last cell; a row about words as wholes has no arguments.
    record Row(List<String> words, List<String> arguments, String answer, int line) {
        boolean isAbout(KerasWord word) { return words.stream().anyMatch(p -> fits(p, word.toString())); }

        boolean isAbout(KerasWord word, String argument) {
            return isAbout(word) && arguments.stream().anyMatch(p -> fits(p, argument));
        }

        boolean isAbout(String pattern, KerasWord word) { return fits(pattern, word.toString()); }

        boolean isAbout(String pattern, KerasWord.Argument argument) { return fits(pattern, argument.name()); }

        /// Whether it names this very word, not one among many.
        boolean names(KerasWord word) { return words.contains(word.toString()); }

        List<String> spans() { return ByHand.spans(answer); }

        private static boolean fits(String pattern, String name) {
            return name.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
        }

        @Override
        public String toString() {
            return "line %d, `%s`%s".formatted(line, String.join("`, `", words),
                    arguments.isEmpty() ? "" : " (" + String.join(", ", arguments) + ")");
        }
    }

    static ByHand read(String page) {
        var tables = new ArrayList<List<Row>>();
        int number = 0;
        for (var line : page.lines().toList()) {
            number++;
            if (line.startsWith("## ")) tables.add(new ArrayList<>());
            if (!line.startsWith("| `")) continue;
            var cells = line.substring(1, line.length() - 1).replace("\\|", "\u0000").split("\\|", -1);
            tables.getLast().add(new Row(spans(cells[0]), cells.length < 3 ? List.of() : spans(cells[1]),
                    cells[cells.length - 1].strip().replace('\u0000', '|'), number));
        }
        return new ByHand(tables.get(0), tables.get(1), tables.get(2), tables.get(3));
    }

    /// The row that names the word and holds before anything derived.
    Optional<Row> own(KerasWord word, String argument) {
        return arguments.stream().filter(r -> r.names(word) && r.isAbout(word, argument)).findFirst();
    }

    /// The row for many words, which holds where nothing is derived.
    Optional<Row> common(KerasWord word, String argument) {
        return arguments.stream().filter(r -> !r.names(word) && r.isAbout(word, argument)).findFirst();
    }

    static List<String> spans(String cell) {
        return SPAN.matcher(cell).results().map(m -> m.group(1)).toList();
    }
}

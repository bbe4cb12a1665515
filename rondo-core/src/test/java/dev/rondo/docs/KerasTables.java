package dev.rondo.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The tables of `docs/keras.md`, to be asked what Keras and PyTorch call a word.
record KerasTables(List<Row> rows, List<Listed> lists) {
    private static final Pattern SPAN = Pattern.compile("`[^`]+`");

    /// A row under a heading; `place` is the heading, which names a class or package.
    record Row(String place, String keras, String rondo, Optional<String> pytorch) {
        private boolean names(Pattern word) { return word.matcher(rondo).find(); }

        /// Of a row that is about several words, Keras's name for this one.
        private String kerasOf(Pattern word) {
            var theirs = spans(keras);
            var ours = spans(rondo);
            if (theirs.size() != ours.size() || theirs.size() < 2) return keras;
            return IntStream.range(0, ours.size()).filter(i -> word.matcher(ours.get(i)).find())
                    .mapToObj(theirs::get).findFirst().orElse(keras);
        }
    }

    /// A word that stands in a list instead of a table: Keras has the same name.
    record Listed(String place, String word) {}

    static KerasTables read(String page) {
        var rows = new ArrayList<Row>();
        var lists = new ArrayList<Listed>();
        String chapter = "";
        String place = "";
        for (var line : page.lines().toList()) {
            if (line.startsWith("## ")) chapter = line;
            // a heading that names no class goes on with its chapter's
            if (line.startsWith("#")) place = line.contains("`") ? line : chapter;
            if (line.startsWith("| ") && !line.startsWith("| Keras")) {
                var cells = line.substring(1, line.length() - 1).replace("\\|", "\u0000").split("\\|", -1);
                for (int i = 0; i < cells.length; i++) cells[i] = cells[i].strip().replace('\u0000', '|');
                rows.add(new Row(place, cells[0], cells[1],
                        cells.length > 2 ? Optional.of(cells[2]) : Optional.empty()));
            } else if (!line.startsWith("|") && !line.startsWith("#")) {
                // a word with an explanation is one that Keras does not have
                for (var span : spans(line.replaceAll("`\\w+` \\(given", ""))) {
                    lists.add(new Listed(place, span.replace("`", "")));
                }
            }
        }
        return new KerasTables(List.copyOf(rows), List.copyOf(lists));
    }

    /// What the row about `word`, a method, says of Keras; `none` for a dash. Rows under a heading with the first of
    /// `places` come first.
    Optional<String> keras(String word, List<String> places) {
        return row(call(word), places).map(r -> dash(r.kerasOf(call(word))));
    }

    Optional<String> pytorch(String word, List<String> places) {
        return row(call(word), places).flatMap(Row::pytorch).map(KerasTables::dash);
    }

    boolean lists(String word, String place) {
        return lists.stream().anyMatch(l -> l.place().contains(place) && l.word().equals(word));
    }

    private Optional<Row> row(Pattern word, List<String> places) {
        return places.stream().flatMap(p -> rows.stream().filter(r -> r.place().contains(p)))
                .filter(r -> r.names(word)).findFirst();
    }

    private static Pattern call(String word) {
        return Pattern.compile(Character.isUpperCase(word.charAt(0)) ? "(?<![\\w.\"])" + word + "\\b"
                : "(?<![\\w.])" + word + "\\(");
    }

    private static String dash(String cell) { return cell.equals("–") ? "none" : cell; }

    private static List<String> spans(String cell) {
        return SPAN.matcher(cell).results().map(s -> s.group()).toList();
    }
}

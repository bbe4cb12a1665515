package dev.rondo.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The tables of `docs/keras.md`, to be asked what Keras and PyTorch call a word.
record KerasTables(List<Row> rows, List<Listed> lists) {
    private static final Pattern SPAN = Pattern.compile("`[^`]+`");

    /// A row under a heading; `place` is the heading, which names a class or package, and `library` what the table says
    /// of its first column.
    record Row(String place, String library, String theirs, String rondo, Optional<String> pytorch) {
        private boolean names(Pattern word) { return spans(rondo).stream().anyMatch(s -> word.matcher(s).find()); }

        /// Of a cell that is about several words, the part about this one.
        private String part(Pattern word, String cell, List<String> parts) {
            // options and enum constants are no words
            var ours = spans(rondo).stream().filter(s -> s.matches("`(new )?\\w[\\w.]*\\(.*")).toList();
            if (parts.size() != ours.size() || parts.size() < 2) return cell;
            return IntStream.range(0, ours.size()).filter(i -> word.matcher(ours.get(i)).find())
                    .mapToObj(parts::get).findFirst().orElse(cell);
        }

        private String theirs(Pattern word) {
            var name = part(word, theirs, spans(theirs));
            // a description of what Keras does not have
            if (name.startsWith("–") || !name.contains("`")) return "Keras: none";
            return name.matches("(scikit-learn|TensorFlow|PyTorch|NumPy).*") ? name : library + ": " + name;
        }

        private Optional<String> pytorch(Pattern word) {
            return pytorch.map(p -> part(word, p, List.of(p.split("; ", -1)))).map(p -> p.equals("–") ? "none" : p);
        }
    }

    /// A word that stands in a list instead of a table: Keras has the same name.
    record Listed(String place, String word) {}

    static KerasTables read(String page) {
        var rows = new ArrayList<Row>();
        var lists = new ArrayList<Listed>();
        String chapter = "";
        String place = "";
        String library = "";
        for (var line : page.lines().toList()) {
            if (line.startsWith("## ")) chapter = line;
            // a heading that names no class goes on with its chapter's
            if (line.startsWith("#")) place = line.contains("dev.rondo") ? line : chapter;
            if (line.startsWith("| ")) {
                var cells = line.substring(1, line.length() - 1).replace("\\|", "\u0000").split("\\|", -1);
                for (int i = 0; i < cells.length; i++) cells[i] = cells[i].strip().replace('\u0000', '|');
                if (cells[1].equals("Rondo")) {
                    library = cells[0].replace(" and others", "");
                } else {
                    rows.add(new Row(place, library, cells[0], cells[1],
                            cells.length > 2 ? Optional.of(cells[2]) : Optional.empty()));
                }
            } else if (!line.startsWith("|") && !line.startsWith("#")) {
                // a word with an explanation is one that Keras does not have
                for (var span : spans(line.replaceAll("`\\w+`( \\(given|, which)", ""))) {
                    lists.add(new Listed(place, span.replace("`", "")));
                }
            }
        }
        return new KerasTables(List.copyOf(rows), List.copyOf(lists));
    }

    /// What the row about `word`, a method or a type, says of Keras, such as `Keras: none`. Rows under a heading with the
    /// first of `places` come first.
    Optional<String> keras(String word, List<String> places) {
        return row(call(word), places).map(r -> r.theirs(call(word)));
    }

    /// What stands for Keras's word `name` in the rows that begin with it, under a heading with `place`.
    List<String> written(String name, String place) {
        var found = new ArrayList<String>();
        for (var row : rows) {
            // what another library or an old version has begins with its name
            if (!row.place().contains(place) || !row.theirs().startsWith("`")) continue;
            var theirs = spans(row.theirs());
            var ours = spans(row.rondo());
            for (int i = 0; i < theirs.size(); i++) {
                if (!head(theirs.get(i)).equals(KerasWord.plain(name))) continue;
                if (theirs.size() == ours.size()) found.add(ours.get(i));
                else if (i == 0) found.addAll(ours);
            }
        }
        return found;
    }

    /// Of `Dense(46)`, `"mse"` or `keras.utils.normalize(x)` the name, as it is compared; nothing of `axis=1`.
    private static String head(String span) {
        var name = Pattern.compile("^`\"?(?:[a-z]+\\.)*(\\w+)(?=[(\"`])").matcher(span);
        return name.find() ? KerasWord.plain(name.group(1)) : "";
    }

    /// `none` for a dash.
    Optional<String> pytorch(String word, List<String> places) {
        return row(call(word), places).flatMap(r -> r.pytorch(call(word)));
    }

    boolean lists(String word, String place) {
        return lists.stream().anyMatch(l -> l.place().contains(place) && l.word().equals(word));
    }

    private Optional<Row> row(Pattern word, List<String> places) {
        return places.stream().flatMap(p -> rows.stream().filter(r -> r.place().contains(p)))
                .filter(r -> r.names(word)).findFirst();
    }

    private static Pattern call(String word) {
        return Pattern.compile(Character.isUpperCase(word.charAt(0)) ? "^`(new )?" + word + "[.(]"
                : "^`(rnn\\(|\\w+\\.)?" + word + "\\(");
    }

    private static List<String> spans(String cell) {
        return SPAN.matcher(cell).results().map(s -> s.group()).toList();
    }
}

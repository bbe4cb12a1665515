package dev.rondo.model.picture;

import java.util.List;

/// What a box says.
///
/// @param name empty where names are not shown
/// @param note what else is to be said beside the type, such as how often the box is used
/// @param inputs a word for each input that is not just one of several, else an empty text
/// @param outputs the same for outputs
/// @param about what is shown when a mouse rests on it
record Label(Kind kind, String name, String type, String note, List<Row> rows, List<String> inputs,
        List<String> outputs, String about) {
    static final double HEADER = 28;
    static final double ROW = 18;
    static final double NAME_SIZE = 13;
    static final double TYPE_SIZE = 12;
    static final double ROW_SIZE = 11;
    private static final double MARGIN = 12;
    private static final double LEAST = 84;
    private static final double LONGEST = 420;

    /// What colour it has.
    enum Kind {
        INPUT, RECURRENT, EMBEDDING, MERGING, LEARNING, PLAIN
    }

    record Row(String key, String value) {}

    Label {
        name = TextWidth.shortened(name, NAME_SIZE, LONGEST);
        type = TextWidth.shortened(type, TYPE_SIZE, LONGEST);
        rows = rows.stream().map(r -> new Row(r.key, TextWidth.shortened(r.value, ROW_SIZE, LONGEST))).toList();
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    double width() {
        double width = headerWidth();
        for (var row : rows) {
            double gap = row.key.isEmpty() ? 0 : 14;
            width = Math.max(width, TextWidth.of(row.key, ROW_SIZE) + gap + TextWidth.of(row.value, ROW_SIZE));
        }
        return Math.max(LEAST, Math.ceil(width + 2 * MARGIN));
    }

    private double headerWidth() {
        double space = TextWidth.of(" ", TYPE_SIZE);
        double bold = 1.1;
        double width = name.isEmpty() ? bold * TextWidth.of(type, NAME_SIZE)
                : bold * TextWidth.of(name, NAME_SIZE) + 2 * space + TextWidth.of(type, TYPE_SIZE);
        return note.isEmpty() ? width : width + 2 * space + TextWidth.of(note, TYPE_SIZE);
    }

    double height() {
        return HEADER + (rows.isEmpty() ? 0 : rows.size() * ROW + 8);
    }

    /// The word at an input, of whichever use.
    String input(int port) {
        return inputs.isEmpty() ? "" : inputs.get(port % inputs.size());
    }

    String output(int port) {
        return outputs.isEmpty() ? "" : outputs.get(port % outputs.size());
    }

    /// Around the inside of a model, which says the rest.
    Label ofFrame() {
        return new Label(kind, name, type, note, List.of(), List.of(), List.of(), about);
    }
}

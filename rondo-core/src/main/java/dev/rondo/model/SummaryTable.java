package dev.rondo.model;

import dev.rondo.RondoException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A table with lines around its cells, as `rich`, the library that Keras prints with, draws it: text is broken between
/// words, and what is still too long ends in `…` (`rich/_wrap.py`, `rich/table.py`).
final class SummaryTable {
    /// Where the text of a column stands.
    enum Side {
        LEFT, RIGHT, CENTER
    }

    /// A column's head and where its texts stand.
    record Column(String head, Side side) {}

    /// What Keras refuses to go below.
    private static final int NARROWEST = 4;
    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

    private final List<Column> columns;
    private final int[] widths;

    /// Columns that end at these shares of the length of a line. Throws if one is narrower than 4.
    SummaryTable(List<Column> columns, List<Double> positions, int lineLength) {
        this.columns = columns;
        this.widths = fitting(wanted(columns, positions, lineLength), lineLength);
    }

    private static int[] wanted(List<Column> columns, List<Double> positions, int lineLength) {
        var wanted = new int[columns.size()];
        int so = 0;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (int) (positions.get(i) * lineLength) - so;
            if (wanted[i] < NARROWEST) {
                throw new RondoException(("summary: column \"%s\" would be %d wide with lines of %d that end columns "
                        + "at %s; at least %d is needed").formatted(columns.get(i).head(), wanted[i], lineLength,
                                positions, NARROWEST));
            }
            so += wanted[i];
        }
        return wanted;
    }

    /// The columns as wanted do not fit, as lines and spaces come on top: each gives up about as much (`ratio_reduce`).
    private static int[] fitting(int[] wanted, int lineLength) {
        int n = wanted.length;
        int excess = Arrays.stream(wanted).sum() + 2 * n - (lineLength - n - 1);
        var fitting = new int[n];
        for (int i = 0; i < n; i++) {
            int less = Math.min(wanted[i] + 2, (int) Math.rint((double) excess / (n - i)));
            fitting[i] = Math.max(0, wanted[i] - less);
            excess -= less;
        }
        return fitting;
    }

    String text(List<List<String>> rows) {
        var out = new StringBuilder();
        out.append(line("┏", "━", "┳", "┓"));
        out.append(row("┃", columns.stream().map(Column::head).toList(), true));
        out.append(rows.isEmpty() ? "" : line("┡", "━", "╇", "┩"));
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) out.append(line("├", "─", "┼", "┤"));
            out.append(row("│", rows.get(i), false));
        }
        return out.append(line("└", "─", "┴", "┘")).toString();
    }

    /// One row, on as many lines as its longest cell needs; heads stand below, all else above.
    private String row(String bar, List<String> cells, boolean below) {
        var wrapped = new ArrayList<List<String>>();
        for (int i = 0; i < cells.size(); i++) wrapped.add(wrap(cells.get(i), widths[i]));
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        var out = new StringBuilder();
        for (int l = 0; l < height; l++) {
            out.append(bar);
            for (int i = 0; i < widths.length; i++) {
                var cell = wrapped.get(i);
                int at = below ? l - (height - cell.size()) : l;
                var text = at >= 0 && at < cell.size() ? cell.get(at) : "";
                out.append(' ').append(placed(text, widths[i], columns.get(i).side())).append(' ').append(bar);
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        int start = 0;
        int used = 0;
        var words = WORD.matcher(text);
        while (words.find()) {
            int length = words.group().stripTrailing().length();
            if (width - used >= length) {
                used += words.group().length();
                continue;
            }
            if (words.start() > start) {
                lines.add(text.substring(start, words.start()));
                start = words.start();
            }
            used = words.group().length();
        }
        lines.add(text.substring(start));
        return lines;
    }

    private static String placed(String text, int width, Side side) {
        var plain = side == Side.LEFT && text.length() <= width ? text : text.stripTrailing();
        if (plain.length() > width) plain = plain.substring(0, Math.max(0, width - 1)) + (width > 0 ? "…" : "");
        int free = width - plain.length();
        int before = switch (side) {
            case LEFT -> 0;
            case RIGHT -> free;
            case CENTER -> free / 2;
        };
        return " ".repeat(before) + plain + " ".repeat(free - before);
    }

    private String line(String left, String dash, String cross, String right) {
        return Arrays.stream(widths).mapToObj(w -> dash.repeat(w + 2))
                .collect(Collectors.joining(cross, left, right + "\n"));
    }
}

package dev.rondo.model.picture;

import dev.rondo.model.picture.Label.Kind;
import dev.rondo.model.picture.Layout.Curve;
import dev.rondo.model.picture.Layout.Placed;
import dev.rondo.model.picture.Layout.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;

/// A layout as SVG 1.1. All colours are said, the background too; texts are escaped.
final class Svg {
    private static final double MARGIN = 24;
    private static final double ARROW = 7;
    private static final double WORD_SIZE = 10.5;
    private static final String INK = "#1f2937";
    private static final String SOFT = "#6b7280";

    private final StringBuilder out = new StringBuilder();

    private Svg() {}

    /// Fill of the header and line around it: dark text can be read on each fill.
    private record Colours(String fill, String line) {
        static Colours of(Kind kind) {
            return switch (kind) {
                case INPUT -> new Colours("#e2e8f0", "#94a3b8");
                case RECURRENT -> new Colours("#dbeafe", "#60a5fa");
                case EMBEDDING -> new Colours("#d1fae5", "#34d399");
                case MERGING -> new Colours("#fef3c7", "#f59e0b");
                case LEARNING -> new Colours("#ede9fe", "#a78bfa");
                case PLAIN -> new Colours("#f3f4f6", "#9ca3af");
            };
        }
    }

    static String of(Layout layout) {
        var svg = new Svg();
        var width = number(layout.width() + 2 * MARGIN);
        var height = number(layout.height() + 2 * MARGIN);
        svg.out.append("""
                <svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="%s" height="%s" viewBox="0 0 %s %s" \
                font-family="Helvetica, Arial, sans-serif">
                <rect width="%s" height="%s" rx="10" fill="#ffffff"/>
                """.formatted(width, height, width, height, width, height));
        svg.draw(layout, MARGIN, MARGIN);
        return svg.out.append("</svg>\n").toString();
    }

    private void draw(Layout layout, double x, double y) {
        out.append("<g transform=\"translate(%s %s)\">\n".formatted(number(x), number(y)));
        // lines over frames but under boxes
        for (var box : layout.boxes()) if (box.inner().isPresent()) frame(box);
        for (var line : layout.lines()) line(line, layout.rankdir());
        for (var box : layout.boxes()) if (box.inner().isEmpty()) box(box);
        for (var box : layout.boxes()) box.inner().ifPresent(inner -> draw(inner, box.innerX(), box.innerY()));
        out.append("</g>\n");
    }

    private void frame(Placed box) {
        var colours = Colours.of(box.label().kind());
        out.append("<g>\n<title>").append(escaped(box.label().about())).append("</title>\n");
        rectangle(box.x(), box.y(), box.width(), box.height(), "#fcfcfd", colours.line);
        header(box, colours);
        out.append("</g>\n");
    }

    private void box(Placed box) {
        var label = box.label();
        var colours = Colours.of(label.kind());
        out.append("<g>\n<title>").append(escaped(label.about())).append("</title>\n");
        rectangle(box.x(), box.y(), box.width(), box.height(), label.rows().isEmpty() ? colours.fill : "#ffffff",
                colours.line);
        header(box, colours);
        double y = box.y() + Label.HEADER + (box.height() - label.height()) / 2 + Label.ROW - 1;
        for (var row : label.rows()) {
            text(box.x() + 12, y, "start", Label.ROW_SIZE, SOFT, row.key());
            text(box.x() + box.width() - 12, y, "end", Label.ROW_SIZE, INK, row.value());
            y += Label.ROW;
        }
        out.append("</g>\n");
    }

    /// The upper part: rounded above, straight below.
    private void header(Placed box, Colours colours) {
        var label = box.label();
        boolean alone = box.inner().isEmpty() && label.rows().isEmpty();
        double height = alone ? box.height() : Label.HEADER + (box.inner().isEmpty()
                ? (box.height() - label.height()) / 2 : 0);
        if (!alone) {
            out.append("<path d=\"M%s %sv%sq0 -5 5 -5h%sq5 0 5 5v%sz\" fill=\"%s\" stroke=\"%s\"/>\n".formatted(
                    number(box.x()), number(box.y() + height), number(5 - height), number(box.width() - 10),
                    number(height - 5), colours.fill, colours.line));
        }
        out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" font-size=\"%s\" fill=\"%s\">".formatted(
                number(box.x() + box.width() / 2), number(box.y() + height / 2 + 4.5), number(Label.NAME_SIZE), INK));
        out.append("<tspan font-weight=\"bold\">%s</tspan>".formatted(
                escaped(label.name().isEmpty() ? label.type() : label.name())));
        if (!label.name().isEmpty()) beside(label.type());
        if (!label.note().isEmpty()) beside(label.note());
        out.append("</text>\n");
    }

    private void beside(String words) {
        out.append("<tspan font-size=\"%s\" fill=\"%s\">\u00a0\u00a0%s</tspan>".formatted(number(Label.TYPE_SIZE),
                "#4b5563", escaped(words)));
    }

    private void line(Curve line, Rankdir rankdir) {
        boolean down = rankdir == Rankdir.TB;
        var points = new ArrayList<>(line.points());
        int last = points.size() - 1;
        if (line.arrow()) {
            // the arrow's head has the last of the way
            var neck = back(points.get(last), ARROW - 1, down);
            points.set(last, neck);
            if (along(points.get(last - 1), down) > along(neck, down)) points.set(last - 1, neck);
        }
        var path = new StringBuilder("M").append(shown(points.getFirst()));
        for (int i = 1; i <= last; i++) {
            if (!points.get(i).equals(points.get(i - 1))) way(path, points.get(i - 1), points.get(i), down);
        }
        out.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\"/>\n".formatted(path, SOFT));
        if (line.arrow()) arrow(line.points().getLast(), down);
        word(line.points().getFirst(), line.from(), down, true);
        word(line.points().getLast(), line.to(), down, false);
    }

    /// Straight where it can be, else a bend that begins and ends in the direction of the picture.
    private static void way(StringBuilder path, Point from, Point to, boolean down) {
        if (Math.abs(down ? from.x() - to.x() : from.y() - to.y()) < 0.01) {
            path.append('L').append(shown(to));
            return;
        }
        double half = (along(to, down) - along(from, down)) / 2;
        path.append('C').append(shown(back(from, -half, down))).append(' ').append(shown(back(to, half, down)))
                .append(' ').append(shown(to));
    }

    private static double along(Point point, boolean down) {
        return down ? point.y() : point.x();
    }

    private static Point back(Point point, double by, boolean down) {
        return down ? new Point(point.x(), point.y() - by) : new Point(point.x() - by, point.y());
    }

    private void arrow(Point tip, boolean down) {
        var neck = back(tip, ARROW, down);
        double half = ARROW / 2;
        var left = down ? new Point(neck.x() - half, neck.y()) : new Point(neck.x(), neck.y() - half);
        var right = down ? new Point(neck.x() + half, neck.y()) : new Point(neck.x(), neck.y() + half);
        out.append("<path d=\"M%sL%sL%sz\" fill=\"%s\"/>\n".formatted(shown(tip), shown(left), shown(right), SOFT));
    }

    /// A word beside the beginning or the end of a line.
    private void word(Point end, String word, boolean down, boolean begins) {
        if (word.isEmpty()) return;
        if (down) {
            text(end.x() + 6, end.y() + (begins ? 13 : -9), "start", WORD_SIZE, SOFT, word);
        } else {
            text(end.x() + (begins ? 5 : -10), end.y() - 4, begins ? "start" : "end", WORD_SIZE, SOFT, word);
        }
    }

    private void rectangle(double x, double y, double width, double height, String fill, String line) {
        out.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"5\" fill=\"%s\" stroke=\"%s\"/>\n".formatted(
                        number(x), number(y), number(width), number(height), fill, line));
    }

    private void text(double x, double y, String anchor, double size, String colour, String words) {
        out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>\n".formatted(
                number(x), number(y), anchor, number(size), colour, escaped(words)));
    }

    private static String shown(Point point) {
        return number(point.x()) + " " + number(point.y());
    }

    /// With two decimals at most, the same everywhere.
    private static String number(double d) {
        return BigDecimal.valueOf(d).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
    }

    /// As XML takes it: what a text cannot hold at all becomes a question mark.
    static String escaped(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                default -> safe.appendCodePoint(legal(c) ? c : '?');
            }
        });
        return safe.toString();
    }

    private static boolean legal(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
    }
}

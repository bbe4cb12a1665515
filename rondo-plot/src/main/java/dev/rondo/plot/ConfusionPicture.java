package dev.rondo.plot;

import dev.rondo.RondoException;
import dev.rondo.train.metric.ConfusionMatrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/// A confusion matrix to look at: rows are actual classes, columns predicted ones, each row shaded by its own shares, so
/// that small classes are as visible as large ones. Blue is right, orange is wrong; counts stand where there is room.
public final class ConfusionPicture {
    private static final int GAP = 12;
    private static final int LONGEST_NAME = 190;
    private static final int LEGEND = 46;
    private static final float SMALLEST = 5.5f;
    private static final double[] LEGEND_SHARES = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1};

    private final ConfusionMatrix matrix;
    private final List<String> names;
    private final String title;
    private final double cell;
    private final Font nameFont;
    private final Font countFont;
    private final int left;
    private final int top;

    private ConfusionPicture(ConfusionMatrix matrix, List<String> names, String title) {
        int n = matrix.classes();
        if (names.size() != n) {
            throw new RondoException(
                    "confusion picture: %d names for %d classes; give one a class".formatted(names.size(), n));
        }
        this.title = title;
        this.matrix = matrix;
        this.cell = Math.clamp(860.0 / n, 20, 64);
        this.nameFont = Ink.sans((float) Math.clamp(cell * 0.55, 10.5, 13));
        this.countFont = Ink.sans((float) Math.clamp(cell * 0.42, 7.5, 13));
        this.names = names.stream().map(name -> fit(name, nameFont)).toList();
        double longest = this.names.stream().mapToDouble(name -> width(name, nameFont)).max().orElse(0);
        this.left = (int) Math.ceil(longest) + 2 * GAP + 20;
        this.top = (int) Math.ceil(longest) + 2 * GAP + 52;
    }

    /// The matrix with a name for each class, in the order of their numbers.
    public static ConfusionPicture of(ConfusionMatrix matrix, List<String> names, String title) {
        return new ConfusionPicture(matrix, names, title);
    }

    public void write(Path png) {
        Png.write(image(), png);
    }

    public BufferedImage image() {
        int side = (int) Math.ceil(cell * matrix.classes());
        int width = Math.max(left + side + 2 * GAP, 520);
        return Png.draw(width, top + side + LEGEND + GAP, this::draw);
    }

    private void draw(Graphics2D g) {
        int n = matrix.classes();
        g.setColor(Ink.TEXT);
        g.setFont(Ink.bold(15));
        g.drawString(title, GAP, 26);
        for (int a = 0; a < n; a++) {
            for (int p = 0; p < n; p++) cell(g, a, p);
            name(g, a);
        }
        grid(g);
        axes(g);
        legend(g);
    }

    private void cell(Graphics2D g, int actual, int predicted) {
        double count = matrix.count(actual, predicted);
        if (count == 0) return;
        double strength = strength(count / row(actual));
        var place = new Rectangle2D.Double(left + predicted * cell, top + actual * cell, cell, cell);
        g.setColor(Ink.tint(actual == predicted ? Ink.RIGHT : Ink.WRONG, strength));
        g.fill(place);
        var text = count == Math.rint(count) ? String.valueOf((long) count) : "%.1f".formatted(count);
        var font = countFont.deriveFont(
                (float) Math.min(countFont.getSize2D(), countFont.getSize2D() * (cell - 2) / width(text, countFont)));
        if (font.getSize2D() < SMALLEST) return;
        g.setColor(strength > 0.55 ? Ink.PAPER : Ink.TEXT);
        g.setFont(font);
        g.drawString(text, (float) (place.x + (cell - width(text, font)) / 2), (float) (place.y + middle(font)));
    }

    /// The class's name beside its row and, standing, over its column.
    private void name(Graphics2D g, int c) {
        var name = names.get(c);
        g.setColor(Ink.TEXT);
        g.setFont(nameFont);
        g.drawString(name, (float) (left - GAP / 2.0 - width(name, nameFont)),
                (float) (top + c * cell + middle(nameFont)));
        var standing = (Graphics2D) g.create();
        standing.translate(left + c * cell + middle(nameFont), top - GAP / 2.0);
        standing.rotate(-Math.PI / 2);
        standing.drawString(name, 0, 0);
        standing.dispose();
    }

    private void grid(Graphics2D g) {
        double side = cell * matrix.classes();
        g.setColor(Ink.GRID);
        for (int i = 0; i <= matrix.classes(); i++) {
            g.fill(new Rectangle2D.Double(left + i * cell, top, 0.5, side));
            g.fill(new Rectangle2D.Double(left, top + i * cell, side, 0.5));
        }
    }

    private void axes(Graphics2D g) {
        double side = cell * matrix.classes();
        g.setColor(Ink.FAINT);
        g.setFont(Ink.bold(12));
        g.drawString("predicted →", left, 48);
        var standing = (Graphics2D) g.create();
        standing.translate(GAP + 10, Math.min(top + 70, top + side));
        standing.rotate(-Math.PI / 2);
        standing.drawString("← actual", 0, 0);
        standing.dispose();
    }

    /// What the shades mean: shares of a row, right and wrong.
    private void legend(Graphics2D g) {
        float y = (float) (top + cell * matrix.classes() + GAP);
        float x = left;
        g.setFont(Ink.sans(10.5f));
        for (double share : LEGEND_SHARES) {
            swatch(g, Ink.RIGHT, share, x, y);
            swatch(g, Ink.WRONG, share, x, y + 12);
            g.setColor(Ink.TEXT);
            g.drawString("%.0f %%".formatted(share * 100), x, y + 36);
            x += 34;
        }
        g.drawString("of the row, right", x + 4, y + 10);
        g.drawString("of the row, wrong", x + 4, y + 22);
    }

    private static void swatch(Graphics2D g, Color color, double share, float x, float y) {
        g.setColor(Ink.tint(color, strength(share)));
        g.fill(new Rectangle2D.Float(x, y, 32, 11));
    }

    /// Most confusions are a few percent of a row: the root makes them visible.
    private static double strength(double share) {
        return 0.06 + 0.94 * Math.sqrt(share);
    }

    private double row(int actual) {
        double sum = 0;
        for (int p = 0; p < matrix.classes(); p++) sum += matrix.count(actual, p);
        return sum;
    }

    private double middle(Font font) {
        return cell / 2 + font.getSize2D() * 0.36;
    }

    private static double width(String text, Font font) {
        return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
    }

    /// The name, cut if it is too long for the margin.
    private static String fit(String name, Font font) {
        var cut = name.isBlank() ? "(blank)" : name;
        while (width(cut, font) > LONGEST_NAME) cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -2)) + "…";
        return cut;
    }
}

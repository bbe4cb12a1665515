package dev.rondo.model;

import dev.rondo.layer.ActivationLayer;
import dev.rondo.layer.UnitNormalization;
import dev.rondo.layer.SpatialDropout1D;
import dev.rondo.layer.Softmax;
import dev.rondo.layer.Reshape;
import dev.rondo.layer.Relu;
import dev.rondo.layer.LeakyRelu;
import dev.rondo.layer.GaussianNoise;
import dev.rondo.layer.GaussianDropout;
import dev.rondo.layer.Elu;
import dev.rondo.layer.AlphaDropout;
import dev.rondo.layer.ActivityRegularization;
import dev.rondo.layer.Dropout;
import dev.rondo.layer.Flatten;
import dev.rondo.layer.Input;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Masking;
import dev.rondo.layer.Named;
import dev.rondo.layer.RepeatVector;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A model as the table that Keras prints on a terminal of 80 columns (`keras/src/utils/summary_utils.py`).
final class Summary {
    private static final int[] WIDTHS = {31, 22, 13};

    private Summary() {}

    static String of(Sequential model) {
        var rows = new ArrayList<String[]>();
        for (int i = 0; i < model.layers().size(); i++) {
            var layer = model.layers().get(i);
            if (layer instanceof Input) continue;
            var name = "%s (%s)".formatted(model.names().get(i), layer.title());
            rows.add(model.built()
                    ? new String[]{name, shape(model.outputShapes().get(i)), number(parameters(model, i))}
                    : new String[]{name, "?", waits(layer) ? "0 (unbuilt)" : "0"});
        }
        long total = model.built() ? model.weights().count() : 0;
        return "Model: \"sequential\"\n" + table(rows)
                + " Total params: %s\n Trainable params: %s\n Non-trainable params: %s\n".formatted(sized(total),
                        sized(total), sized(0));
    }

    /// Whether a layer waits for its input to have weights; the others have none to wait for.
    private static boolean waits(Layer layer) {
        return switch (layer) {
            case ActivationLayer _,Dropout _,Flatten _,Masking _,RepeatVector _ -> false;
            case LeakyRelu _,Elu _,Relu _,Softmax _,UnitNormalization _,Reshape _ -> false;
            case SpatialDropout1D _,GaussianNoise _,GaussianDropout _,AlphaDropout _,ActivityRegularization _ -> false;
            case Named named -> waits(named.layer());
            default -> true;
        };
    }

    private static long parameters(Sequential model, int layer) {
        var prefix = model.names().get(layer) + "/";
        return model.weights().asMap().entrySet().stream().filter(w -> w.getKey().startsWith(prefix))
                .mapToLong(w -> w.getValue().data().length).sum();
    }

    private static String table(List<String[]> rows) {
        var out = new StringBuilder();
        out.append(line("┏", "━", "┳", "┓"));
        out.append(cells("┃", "Layer (type)", "Output Shape", "      Param #"));
        out.append(line("┡", "━", "╇", "┩"));
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) out.append(line("├", "─", "┼", "┤"));
            out.append(row(rows.get(i)));
        }
        return out.append(line("└", "─", "┴", "┘")).toString();
    }

    /// One row, on as many lines as its longest cell needs.
    private static String row(String[] cells) {
        var wrapped = new ArrayList<List<String>>();
        for (int i = 0; i < cells.length; i++) wrapped.add(wrap(cells[i], WIDTHS[i]));
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        var out = new StringBuilder();
        for (int l = 0; l < height; l++) {
            int at = l;
            var parts = wrapped.stream().map(c -> at < c.size() ? c.get(at) : "").toList();
            out.append(cells("│", parts.get(0), parts.get(1),
                    " ".repeat(WIDTHS[2] - parts.get(2).length()) + parts.get(2)));
        }
        return out.toString();
    }

    private static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word.length() <= width ? word : word.substring(0, width - 1) + "…");
        }
        lines.add(line.toString());
        return lines;
    }

    private static String cells(String bar, String... texts) {
        var out = new StringBuilder(bar);
        for (int i = 0; i < texts.length; i++) {
            out.append(' ').append(texts[i]).append(" ".repeat(WIDTHS[i] - texts[i].length() + 1)).append(bar);
        }
        return out.append('\n').toString();
    }

    private static String line(String left, String dash, String cross, String right) {
        return Arrays.stream(WIDTHS).mapToObj(w -> dash.repeat(w + 2))
                .collect(Collectors.joining(cross, left, right + "\n"));
    }

    /// As Keras writes shapes: `(None, 49, 1)`.
    private static String shape(Shape shape) {
        return Arrays.stream(shape.sizes()).mapToObj(s -> s == Shape.ANY ? "None" : String.valueOf(s))
                .collect(Collectors.joining(", ", "(", shape.rank() == 1 ? ",)" : ")"));
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String sized(long parameters) {
        double size = parameters * 4.0;
        int unit = 0;
        while (size >= 1024 && unit < 4) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%,d (%.2f %s)", parameters, size,
                List.of("B", "KB", "MB", "GB", "TB").get(unit));
    }
}

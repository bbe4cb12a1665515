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
import dev.rondo.layer.Graph;
import dev.rondo.layer.Input;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Masking;
import dev.rondo.layer.Named;
import dev.rondo.layer.RepeatVector;
import dev.rondo.layer.Ruled;
import dev.rondo.tensor.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A model as the table that Keras prints on a terminal of 80 columns (`keras/src/utils/summary_utils.py`): three columns for
/// layers one after the other, four for a graph, whose last one says what each layer is connected to.
final class Summary {
    private static final String[] CHAIN = {"Layer (type)", "Output Shape", "Param #"};
    private static final String[] GRAPH = {"Layer (type)", "Output Shape", "Param #", "Connected to"};
    private static final int PARAMETERS = 2;

    private final String[] header;
    private final int[] widths;

    private Summary(String[] header, int... widths) {
        this.header = header;
        this.widths = widths;
    }

    static String of(Standing model) {
        return switch (model) {
            case Sequential chain -> "Model: \"sequential\"\n" + new Summary(CHAIN, 31, 22, 13).table(rows(chain))
                    + totals(model);
            case GraphModel graph -> "Model: \"functional\"\n" + (oneAfterTheOther(graph.structure())
                    ? new Summary(CHAIN, 31, 22, 13).table(rows(graph, false))
                    : new Summary(GRAPH, 19, 17, 10, 17).table(rows(graph, true))) + totals(model);
        };
    }

    private static List<String[]> rows(Sequential model) {
        var rows = new ArrayList<String[]>();
        for (int i = 0; i < model.layers().size(); i++) {
            var layer = model.layers().get(i);
            if (layer instanceof Input) continue;
            var name = "%s (%s)".formatted(model.names().get(i), layer.title());
            rows.add(model.built()
                    ? new String[]{name, shape(model.shapes().get(i)), number(parameters(model, model.names().get(i)))}
                    : new String[]{name, "?", waits(layer) ? "0 (unbuilt)" : "0"});
        }
        return rows;
    }

    /// A row for each block, wherever it is used.
    private static List<String[]> rows(GraphModel model, boolean connections) {
        var graph = model.structure();
        var shapes = graph.shapes(model.inputShapes());
        var places = places(graph);
        var rows = new ArrayList<String[]>();
        for (int v = 0; v < graph.vertices().size(); v++) {
            var vertex = graph.vertices().get(v);
            if (!places.get(v).endsWith("[0]")) continue;
            var row = new ArrayList<>(List.of("%s (%s)".formatted(vertex.name(), vertex.block().title()),
                    shapes(shapes.get(v)), number(parameters(model, vertex.name()))));
            if (connections) row.add(connections(graph, vertex.name(), places));
            rows.add(row.toArray(new String[0]));
        }
        return rows;
    }

    /// For each vertex its name and which use of the block it is: `lstm[1]`.
    private static List<String> places(Graph graph) {
        var uses = new HashMap<String, Integer>();
        return graph.vertices().stream()
                .map(v -> "%s[%d]".formatted(v.name(), uses.merge(v.name(), 1, Integer::sum) - 1)).toList();
    }

    private static String connections(Graph graph, String name, List<String> places) {
        var from = graph.vertices().stream().filter(v -> v.name().equals(name)).flatMap(v -> v.inputs().stream())
                .map(p -> "%s[%d]".formatted(places.get(p.vertex()), p.output())).collect(Collectors.joining(", "));
        return from.isEmpty() ? "-" : from;
    }

    private static boolean oneAfterTheOther(Graph graph) {
        for (int v = 0; v < graph.vertices().size(); v++) {
            var inputs = graph.vertices().get(v).inputs();
            if (v == 0 ? !inputs.isEmpty() : inputs.size() != 1 || inputs.getFirst().vertex() != v - 1) return false;
        }
        return places(graph).stream().allMatch(p -> p.endsWith("[0]"));
    }

    private static String totals(Standing model) {
        long total = model.built() ? model.weights().count() : 0;
        long trained = model.built() ? model.weights().trainedCount() : 0;
        return " Total params: %s\n Trainable params: %s\n Non-trainable params: %s\n".formatted(sized(total),
                sized(trained), sized(total - trained));
    }

    /// Whether a layer waits for its input to have weights; the others have none to wait for.
    private static boolean waits(Layer layer) {
        return switch (layer) {
            case ActivationLayer _,Dropout _,Flatten _,Masking _,RepeatVector _ -> false;
            case LeakyRelu _,Elu _,Relu _,Softmax _,UnitNormalization _,Reshape _ -> false;
            case SpatialDropout1D _,GaussianNoise _,GaussianDropout _,AlphaDropout _,ActivityRegularization _ -> false;
            case Named named -> waits(named.layer());
            case Ruled ruled -> waits(ruled.layer());
            default -> true;
        };
    }

    private static long parameters(Model model, String layer) {
        var prefix = layer + "/";
        return model.weights().asMap().entrySet().stream().filter(w -> w.getKey().startsWith(prefix))
                .mapToLong(w -> w.getValue().data().length).sum();
    }

    private String table(List<String[]> rows) {
        var out = new StringBuilder();
        out.append(line("┏", "━", "┳", "┓"));
        out.append(cells("┃", header));
        out.append(line("┡", "━", "╇", "┩"));
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) out.append(line("├", "─", "┼", "┤"));
            out.append(row(rows.get(i)));
        }
        return out.append(line("└", "─", "┴", "┘")).toString();
    }

    /// One row, on as many lines as its longest cell needs.
    private String row(String[] cells) {
        var wrapped = new ArrayList<List<String>>();
        for (int i = 0; i < cells.length; i++) wrapped.add(wrap(cells[i], widths[i]));
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        var out = new StringBuilder();
        for (int l = 0; l < height; l++) {
            int at = l;
            out.append(cells("│", wrapped.stream().map(c -> at < c.size() ? c.get(at) : "").toArray(String[]::new)));
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

    /// Numbers to the right, all else to the left.
    private String cells(String bar, String... texts) {
        var out = new StringBuilder(bar);
        for (int i = 0; i < texts.length; i++) {
            var space = " ".repeat(widths[i] - texts[i].length());
            out.append(' ').append(i == PARAMETERS ? space + texts[i] : texts[i] + space).append(' ').append(bar);
        }
        return out.append('\n').toString();
    }

    private String line(String left, String dash, String cross, String right) {
        return Arrays.stream(widths).mapToObj(w -> dash.repeat(w + 2))
                .collect(Collectors.joining(cross, left, right + "\n"));
    }

    private static String shapes(List<Shape> shapes) {
        return shapes.size() == 1 ? shape(shapes.getFirst())
                : shapes.stream().map(Summary::shape).collect(Collectors.joining(", ", "[", "]"));
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
        // Python rounds a tie to the even digit
        return String.format(Locale.ROOT, "%,d (%s %s)", parameters,
                new BigDecimal(size).setScale(2, RoundingMode.HALF_EVEN),
                List.of("B", "KB", "MB", "GB", "TB").get(unit));
    }
}

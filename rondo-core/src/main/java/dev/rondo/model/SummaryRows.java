package dev.rondo.model;

import dev.rondo.layer.ActivationLayer;
import dev.rondo.layer.ActivityRegularization;
import dev.rondo.layer.AlphaDropout;
import dev.rondo.layer.Bare;
import dev.rondo.layer.Block;
import dev.rondo.layer.Chain;
import dev.rondo.layer.Dropout;
import dev.rondo.layer.Elu;
import dev.rondo.layer.GaussianDropout;
import dev.rondo.layer.GaussianNoise;
import dev.rondo.layer.GlobalPooling;
import dev.rondo.layer.Graph;
import dev.rondo.layer.IdentityLayer;
import dev.rondo.layer.Input;
import dev.rondo.layer.LeakyRelu;
import dev.rondo.layer.Masking;
import dev.rondo.layer.Named;
import dev.rondo.layer.Pooling;
import dev.rondo.layer.Relu;
import dev.rondo.layer.Reshape;
import dev.rondo.layer.Softmax;
import dev.rondo.layer.SpatialDropout1D;
import dev.rondo.layer.SpatialDropout2D;
import dev.rondo.layer.UnitNormalization;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a summary says of each layer of a model, and of the layers inside of its layers.
final class SummaryRows {
    /// A layer of the model itself, with the cells of its row and those of the rows below it.
    record Part(String name, List<List<String>> rows) {}

    private final Model model;
    private final boolean nested;
    private final boolean trainable;
    private final boolean connections;

    SummaryRows(Summary summary, boolean connections) {
        this.model = summary.model();
        this.nested = summary.nested();
        this.trainable = summary.trainable();
        this.connections = connections;
    }

    List<Part> parts() {
        return switch (model.structure()) {
            case Graph graph -> of(graph, "", Optional.of(model.inputShapes()), 0);
            case Chain chain -> of(chain, "", inputs(), 0);
            default -> throw new IllegalStateException("a model is a chain or a graph");
        };
    }

    private Optional<List<Shape>> inputs() {
        return model.built() ? Optional.of(model.inputShapes()) : Optional.empty();
    }

    private List<Part> of(Chain chain, String path, Optional<List<Shape>> inputs, int level) {
        var parts = new ArrayList<Part>();
        var shape = inputs.map(List::getFirst);
        for (Named layer : chain.layers()) {
            // what a stack takes is no layer of it; inside, the shapes are those that it was made for
            if (Bare.of(layer) instanceof Input input) {
                shape = level > 0 ? Optional.of(input.shape()) : shape;
                continue;
            }
            var before = shape;
            shape = before.map(layer::output);
            parts.add(part(layer.name(), layer, path, before.map(List::of), shape.map(List::of), level, "-"));
        }
        return parts;
    }

    /// A row for each block, wherever it is used.
    private List<Part> of(Graph graph, String path, Optional<List<Shape>> inputs, int level) {
        var given = level > 0 ? graph.inputShapes() : inputs.orElseGet(graph::inputShapes);
        var shapes = graph.shapes(given);
        var places = places(graph);
        var parts = new ArrayList<Part>();
        for (int v = 0; v < graph.vertices().size(); v++) {
            if (!places.get(v).endsWith("[0]")) continue;
            var vertex = graph.vertices().get(v);
            var read = vertex.inputs().stream().map(p -> shapes.get(p.vertex()).get(p.output())).toList();
            parts.add(part(vertex.name(), vertex.block(), path, Optional.of(read), Optional.of(shapes.get(v)), level,
                    level > 0 ? "-" : from(graph, vertex.name(), places)));
        }
        return parts;
    }

    private Part part(String name, Block block, String path, Optional<List<Shape>> inputs,
            Optional<List<Shape>> outputs, int level, String from) {
        var cells = new ArrayList<String>();
        var before = level == 0 ? "" : "   ".repeat(level) + "└ ";
        cells.add("%s%s (%s)".formatted(before, name, block.title()));
        cells.add(outputs.map(SummaryRows::shapes).orElse("?"));
        cells.add(model.built() ? String.format(Locale.ROOT, "%,d", parameters(path + name))
                : waits(block) ? "0 (unbuilt)" : "0");
        if (connections) cells.add(from);
        if (trainable) cells.add(trained(path + name));
        var rows = new ArrayList<List<String>>();
        rows.add(cells);
        if (nested) {
            var inner = switch (Bare.of(block)) {
                case Chain chain -> of(chain, path + name + "/", inputs, level + 1);
                case Graph graph -> of(graph, path + name + "/", inputs, level + 1);
                default -> List.<Part>of();
            };
            inner.forEach(p -> rows.addAll(p.rows()));
        }
        return new Part(name, rows);
    }

    /// For each vertex its name and which use of the block it is: `lstm[1]`.
    private static List<String> places(Graph graph) {
        var uses = new HashMap<String, Integer>();
        return graph.vertices().stream()
                .map(v -> "%s[%d]".formatted(v.name(), uses.merge(v.name(), 1, Integer::sum) - 1)).toList();
    }

    private static String from(Graph graph, String name, List<String> places) {
        var from = graph.vertices().stream().filter(v -> v.name().equals(name)).flatMap(v -> v.inputs().stream())
                .map(p -> "%s[%d]".formatted(places.get(p.vertex()), p.output())).collect(Collectors.joining(", "));
        return from.isEmpty() ? "-" : from;
    }

    static boolean oneAfterTheOther(Graph graph) {
        for (int v = 0; v < graph.vertices().size(); v++) {
            var inputs = graph.vertices().get(v).inputs();
            if (v == 0 ? !inputs.isEmpty() : inputs.size() != 1 || inputs.getFirst().vertex() != v - 1) return false;
        }
        return places(graph).stream().allMatch(p -> p.endsWith("[0]"));
    }

    private long parameters(String path) {
        return model.weights().asMap().entrySet().stream().filter(w -> w.getKey().startsWith(path + "/"))
                .mapToLong(w -> w.getValue().data().length).sum();
    }

    /// A part all of whose weights are frozen is not trained.
    private String trained(String path) {
        if (!model.built() || model.weights().asMap().keySet().stream().noneMatch(w -> w.startsWith(path + "/")))
            return "-";
        return model.weights().allFrozen(path) ? "N" : "Y";
    }

    /// Whether a layer waits for its input to have weights; the others have none to wait for.
    private static boolean waits(Block layer) {
        return switch (Bare.of(layer)) {
            case ActivationLayer _,Dropout _,Masking _,IdentityLayer _ -> false;
            case LeakyRelu _,Elu _,Relu _,Softmax _,UnitNormalization _,Reshape _ -> false;
            case SpatialDropout1D _,SpatialDropout2D _,GaussianNoise _,GaussianDropout _,AlphaDropout _ -> false;
            case ActivityRegularization _,Pooling _,GlobalPooling _ -> false;
            default -> true;
        };
    }

    private static String shapes(List<Shape> shapes) {
        return shapes.size() == 1 ? shape(shapes.getFirst())
                : shapes.stream().map(SummaryRows::shape).collect(Collectors.joining(", ", "[", "]"));
    }

    /// As Keras writes shapes: `(None, 49, 1)`.
    private static String shape(Shape shape) {
        return Arrays.stream(shape.sizes()).mapToObj(s -> s == Shape.ANY ? "None" : String.valueOf(s))
                .collect(Collectors.joining(", ", "(", shape.rank() == 1 ? ",)" : ")"));
    }
}

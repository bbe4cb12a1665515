package dev.rondo.model.picture;

import dev.rondo.RondoException;
import dev.rondo.layer.Bidirectional;
import dev.rondo.layer.BidirectionalStates;
import dev.rondo.layer.Bare;
import dev.rondo.layer.Block;
import dev.rondo.layer.ConvLstm;
import dev.rondo.layer.Embedding;
import dev.rondo.layer.Input;
import dev.rondo.layer.Merging;
import dev.rondo.layer.Rnn;
import dev.rondo.layer.RnnFrom;
import dev.rondo.layer.RnnStates;
import dev.rondo.layer.Unembedding;
import dev.rondo.model.picture.Label.Kind;
import dev.rondo.model.picture.Label.Row;
import dev.rondo.nn.Use;
import dev.rondo.tensor.Shape;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the box of a block says, by the options of the picture.
final class Words {
    private final Picture picture;

    Words(Picture picture) {
        this.picture = picture;
    }

    /// One use of a block.
    record Shapes(List<Shape> inputs, List<Shape> outputs) {}

    /// @param path where the block's weights are
    /// @param uses the shapes at each use, as far as they are known
    Label of(String name, Block block, String path, String note, List<Shapes> uses) {
        var bare = Bare.of(block);
        long weights = weights(path).size();
        var rows = new ArrayList<Row>();
        if (picture.activations()) activation(bare).ifPresent(a -> rows.add(new Row("activation", a)));
        if (picture.shapes()) {
            if (!(bare instanceof Input)) rows.add(new Row("in", shapes(uses.stream().map(Shapes::inputs).toList())));
            rows.add(new Row("out", shapes(uses.stream().map(Shapes::outputs).toList())));
        }
        if (picture.training() && weights > 0) rows.add(new Row("trainable", trainable(path)));
        var about = "%s (%s)%s".formatted(name, block.title(), picture.model().built()
                ? String.format(Locale.ROOT, ", %,d parameters", parameters(path)) : "");
        return new Label(kind(bare, weights > 0), picture.names() ? name : "", block.title(), note, rows,
                fitting(Ports.inputs(bare), uses.stream().map(Shapes::inputs).toList()),
                fitting(Ports.outputs(bare), uses.stream().map(Shapes::outputs).toList()), about);
    }

    /// A recurrent layer that takes states need not be given any.
    private static List<String> fitting(List<String> names, List<List<Shape>> uses) {
        return uses.stream().anyMatch(u -> u.size() == names.size()) ? names : List.of();
    }

    private static Kind kind(Block bare, boolean weights) {
        return switch (bare) {
            case Input _ -> Kind.INPUT;
            case Rnn _,ConvLstm _,RnnStates _,RnnFrom _,Bidirectional _,BidirectionalStates _ -> Kind.RECURRENT;
            case Embedding _,Unembedding _ -> Kind.EMBEDDING;
            case Merging _ -> Kind.MERGING;
            default -> weights ? Kind.LEARNING : Kind.PLAIN;
        };
    }

    private List<String> weights(String path) {
        if (!picture.model().built()) return List.of();
        return picture.model().weights().asMap().keySet().stream().filter(w -> w.startsWith(path + "/")).toList();
    }

    private long parameters(String path) {
        return weights(path).stream().mapToLong(w -> picture.model().weights().get(w).data().length).sum();
    }

    /// A layer's own statistics do not make it one that is trained in part.
    private String trainable(String path) {
        var uses = weights(path).stream().map(picture.model().weights()::use).collect(Collectors.toSet());
        if (!uses.contains(Use.FROZEN)) return "yes";
        return uses.contains(Use.TRAINED) ? "in part" : "no";
    }

    /// That of the block, of its cell, or of the layer that it wraps.
    private static Optional<String> activation(Object part) {
        if (!(part instanceof Record)) return Optional.empty();
        var components = Arrays.asList(part.getClass().getRecordComponents());
        for (var name : List.of("activation", "cell", "layer")) {
            for (var component : components) {
                if (!component.getName().equals(name)) continue;
                var value = value(part, component);
                if (value instanceof Enum<?> activation && name.equals("activation")) {
                    return Optional.of(activation.name().toLowerCase(Locale.ROOT));
                }
                return activation(value);
            }
        }
        return Optional.empty();
    }

    private static Object value(Object record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new RondoException("picture: %s.%s cannot be read; open its package to Rondo"
                    .formatted(record.getClass().getName(), component.getName()), e);
        }
    }

    /// For all uses, each once; a question mark if they are not known.
    private static String shapes(List<List<Shape>> uses) {
        var all = uses.stream().filter(u -> !u.isEmpty()).map(Words::shown).distinct()
                .collect(Collectors.joining(" · "));
        return all.isEmpty() ? "?" : all;
    }

    private static String shown(List<Shape> shapes) {
        return shapes.size() == 1 ? shown(shapes.getFirst())
                : shapes.stream().map(Words::shown).collect(Collectors.joining(", ", "[", "]"));
    }

    /// As Keras writes shapes.
    private static String shown(Shape shape) {
        return Arrays.stream(shape.sizes()).mapToObj(s -> s == Shape.ANY ? "None" : String.valueOf(s))
                .collect(Collectors.joining(", ", "(", shape.rank() == 1 ? ",)" : ")"));
    }
}

package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.layer.Block;
import dev.rondo.layer.Chain;
import dev.rondo.layer.Graph;
import dev.rondo.layer.Named;
import dev.rondo.layer.NamedBlock;
import dev.rondo.layer.Ruled;
import dev.rondo.layer.RuledBlock;
import dev.rondo.layer.Streaming;
import dev.rondo.layer.OneToOne;
import dev.rondo.layer.Warm;
import dev.rondo.layer.WarmBlock;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Whether a model can take a sequence step by step: every block along the time axis works on each step by itself or carries
/// states forward. Where a recurrent layer gives its last output alone, time has ended and any block may follow, but no
/// recurrent one, which would run over a sequence of its own.
final class Streamable {
    private Streamable() {}

    /// Whether the output has a step for each step of the input, rather than being the last one's. Throws, with the reason,
    /// if the model cannot take one step at a time.
    static boolean check(Block model, Shape input) {
        return along(model, model.title(), true, List.of(input));
    }

    /// Whether the outputs still run along the time of the stream, given that the inputs do or do not.
    private static boolean along(Block block, String name, boolean time, List<Shape> inputs) {
        return switch (block) {
            case Named n -> along(n.layer(), n.name(), time, inputs);
            case NamedBlock n -> along(n.block(), n.name(), time, inputs);
            case Ruled r -> along(r.layer(), name, time, inputs);
            case RuledBlock r -> along(r.block(), name, time, inputs);
            case Warm w -> along(w.layer(), name, time, inputs);
            case WarmBlock w -> along(w.block(), name, time, inputs);
            case OneToOne o -> along(o.block(), name, time, inputs);
            case Chain c -> {
                boolean now = time;
                var shapes = inputs;
                for (var layer : c.layers()) {
                    now = along(layer, layer.name(), now, shapes);
                    shapes = layer.outputs(shapes);
                }
                yield now;
            }
            case Graph g -> along(g, time, inputs);
            default -> leaf(block, name, time, inputs);
        };
    }

    private static boolean along(Graph graph, boolean time, List<Shape> given) {
        var shapes = graph.shapes(given);
        var all = new ArrayList<Boolean>();
        for (var vertex : graph.vertices()) {
            boolean in = vertex.inputs().isEmpty() ? time : vertex.inputs().stream().anyMatch(p -> all.get(p.vertex()));
            if (in && vertex.inputs().stream().anyMatch(p -> !all.get(p.vertex()))) {
                throw new RondoException(
                        ("stream: \"%s\" reads the steps of the sequence beside what was made of all of them, so what it "
                                + "gives for the first steps depends on the last; use predict")
                                .formatted(vertex.name()));
            }
            var inputs = vertex.inputs().stream().map(p -> shapes.get(p.vertex()).get(p.output())).toList();
            all.add(inputs.isEmpty() ? in : along(vertex.block(), vertex.name(), in, inputs));
        }
        return graph.outputs().stream().anyMatch(p -> all.get(p.vertex()));
    }

    private static boolean leaf(Block block, String name, boolean time, List<Shape> inputs) {
        var how = block.streaming(inputs);
        if (!time) {
            if (how instanceof Streaming.EachStep || how instanceof Streaming.Refused) return false;
            throw new RondoException(
                    ("stream: \"%s\" runs over a sequence that is made from the last output of another "
                            + "layer, so it has no steps in common with the stream; use predict").formatted(name));
        }
        return switch (how) {
            case Streaming.EachStep _ -> true;
            case Streaming.Carries c -> c.sequences();
            case Streaming.Refused r -> throw new RondoException(
                    "stream: the model cannot take one step at a time, because \"%s\" (%s) %s".formatted(name,
                            block.title(), r.reason()));
        };
    }
}

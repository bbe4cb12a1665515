package dev.rondo.model.picture;

import dev.rondo.layer.Bare;
import dev.rondo.layer.Block;
import dev.rondo.layer.Chain;
import dev.rondo.layer.Graph;
import dev.rondo.layer.Input;
import dev.rondo.layer.Named;
import dev.rondo.model.picture.Diagram.Box;
import dev.rondo.model.picture.Diagram.End;
import dev.rondo.model.picture.Diagram.Line;
import dev.rondo.model.picture.Words.Shapes;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From a model to boxes and lines: a box for each layer of a stack and for each block of a graph.
final class Sketch {
    private final Picture picture;
    private final Words words;

    private Sketch(Picture picture) {
        this.picture = picture;
        this.words = new Words(picture);
    }

    static Diagram of(Picture picture) {
        var model = picture.model();
        var inputs = model.built() ? Optional.of(model.inputShapes()) : Optional.<List<Shape>>empty();
        var sketch = new Sketch(picture);
        return switch (model.structure()) {
            case Chain chain -> sketch.chain(chain, "", inputs, 0);
            case Graph graph -> sketch.graph(graph, "", inputs, 0);
            case Block other -> new Diagram(List.of(sketch.box(other.defaultName(), other, other.defaultName(), "",
                    List.of(), 1)), List.of());
        };
    }

    /// @param path where its weights are, ending in `/` if not empty
    /// @param uses how many places outside use it: 0 for the whole model, which nothing leads into
    private Diagram chain(Chain chain, String path, Optional<List<Shape>> inputs, int uses) {
        var boxes = new ArrayList<Box>();
        var lines = new ArrayList<Line>();
        var shapes = inputs.map(List::getFirst);
        boolean onlyInput = chain.layers().size() == 1;
        for (Named layer : chain.layers()) {
            var before = shapes;
            shapes = before.map(layer::output);
            // what a stack takes is no layer of it, as in Keras
            if (Bare.of(layer) instanceof Input && !onlyInput) continue;
            var use = before.isPresent() ? List.of(new Shapes(List.of(before.get()), List.of(shapes.orElseThrow())))
                    : List.<Shapes>of();
            boxes.add(box(layer.name(), layer, path + layer.name(), "", use, 1));
            int last = boxes.size() - 1;
            if (last > 0) lines.add(new Line(new End(last - 1, 0), new End(last, 0)));
        }
        for (int use = 0; use < uses; use++) {
            lines.add(new Line(new End(Diagram.FRAME, use), new End(0, 0)));
            lines.add(new Line(new End(boxes.size() - 1, 0), new End(Diagram.FRAME, use)));
        }
        return new Diagram(boxes, lines);
    }

    private Diagram graph(Graph graph, String path, Optional<List<Shape>> inputs, int uses) {
        var given = inputs.orElseGet(graph::inputShapes);
        var shapes = graph.shapes(given);
        var together = Together.of(graph);
        var boxes = new ArrayList<Box>();
        for (var members : together.members()) {
            var vertex = graph.vertices().get(members.getFirst());
            var own = new ArrayList<Shapes>();
            for (int v : members) {
                int input = graph.inputs().indexOf(v);
                var read = input >= 0 ? List.of(given.get(input)) : graph.vertices().get(v).inputs().stream()
                        .map(p -> shapes.get(p.vertex()).get(p.output())).toList();
                own.add(new Shapes(read, shapes.get(v)));
            }
            boxes.add(box(vertex.name(), vertex.block(), path + vertex.name(), together.note(members), own,
                    members.size()));
        }
        var lines = new ArrayList<Line>();
        for (int v = 0; v < graph.vertices().size(); v++) {
            var read = graph.vertices().get(v).inputs();
            for (int i = 0; i < read.size(); i++) {
                var port = read.get(i);
                lines.add(new Line(
                        together.outOf(port.vertex(), port.output(), shapes.get(port.vertex()).size()),
                        together.into(v, i)));
            }
        }
        for (int use = 0; use < uses; use++) {
            for (int i = 0; i < graph.inputs().size(); i++) {
                lines.add(new Line(new End(Diagram.FRAME, use * graph.inputs().size() + i),
                        together.into(graph.inputs().get(i), 0)));
            }
            for (int o = 0; o < graph.outputs().size(); o++) {
                var port = graph.outputs().get(o);
                lines.add(new Line(together.outOf(port.vertex(), port.output(), shapes.get(port.vertex()).size()),
                        new End(Diagram.FRAME, use * graph.outputs().size() + o)));
            }
        }
        return new Diagram(boxes, lines);
    }

    private Box box(String name, Block block, String path, String note, List<Shapes> shapes, int uses) {
        var label = words.of(name, block, path, note, shapes);
        var inputs = shapes.isEmpty() ? Optional.<List<Shape>>empty() : Optional.of(shapes.getFirst().inputs());
        var inner = picture.expanded() ? switch (Bare.of(block)) {
            case Chain chain -> Optional.of(chain(chain, path + "/", inputs, uses));
            case Graph graph -> Optional.of(graph(graph, path + "/", inputs, uses));
            default -> Optional.<Diagram>empty();
        } : Optional.<Diagram>empty();
        return new Box(inner.isPresent() ? label.ofFrame() : label, inner);
    }
}

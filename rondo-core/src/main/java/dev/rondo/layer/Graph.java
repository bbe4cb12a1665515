package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/// Blocks wired to each other: a graph without cycles, which is a block itself. Written with [Symbol]s and made by
/// [Wiring]; Keras's functional model.
///
/// @param vertices the uses of blocks, each after those it reads from; uses of one name share weights
/// @param inputs which vertices come from outside, in the order in which a caller gives them
/// @param outputs what goes out
public record Graph(List<Vertex> vertices, List<Integer> inputs, List<Port> outputs) implements Block {
    /// One use of a block.
    ///
    /// @param view whether it only reads the weights of another block of this name
    public record Vertex(String name, Block block, List<Port> inputs, boolean view) {
        public Vertex {
            inputs = List.copyOf(inputs);
        }
    }

    /// An output of a vertex.
    public record Port(int vertex, int output) {}

    public Graph {
        vertices = List.copyOf(vertices);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (inputs.isEmpty() || outputs.isEmpty()) throw new RondoException("graph: it needs inputs and outputs");
        var owners = new HashMap<String, Block>();
        for (int v = 0; v < vertices.size(); v++) {
            var vertex = vertices.get(v);
            if (vertex.inputs.isEmpty() != inputs.contains(v)) {
                throw new RondoException("graph: \"%s\" %s".formatted(vertex.name, vertex.inputs.isEmpty()
                        ? "reads nothing and is no input of the model; give it to the model as an input"
                        : "is an input and cannot read from others"));
            }
            for (var port : vertex.inputs) check(port, v);
            if (vertex.view) continue;
            var owner = owners.putIfAbsent(vertex.name, vertex.block);
            if (owner != null && !owner.equals(vertex.block)) {
                throw new RondoException("graph: two blocks are named \"%s\"; give each a name of its own"
                        .formatted(vertex.name));
            }
        }
        for (var vertex : vertices) {
            if (!owners.containsKey(vertex.name)) {
                throw new RondoException("graph: \"%s\" is used for its weights only; put it on something too"
                        .formatted(vertex.name));
            }
        }
        if (new HashSet<>(inputs).size() < inputs.size()) throw new RondoException("graph: an input is given twice");
        for (int i : inputs) check(new Port(i, 0), vertices.size());
        for (var port : outputs) check(port, vertices.size());
    }

    private static void check(Port port, int before) {
        if (port.vertex < 0 || port.vertex >= before || port.output < 0) {
            throw new RondoException("graph: a part reads from place %d, but only those before place %d are there"
                    .formatted(port.vertex, before));
        }
    }

    /// What the outputs are called: as the blocks that they come from, with a number where one block gives several.
    public List<String> outputNames() {
        return Names.numbered(outputs.stream().map(p -> vertices.get(p.vertex).name).toList());
    }

    /// What the inputs say about their shapes.
    public List<Shape> inputShapes() {
        return inputs.stream().map(i -> declared(vertices.get(i).block)).toList();
    }

    private static Shape declared(Block block) {
        return switch (block) {
            case Input input -> input.shape();
            case Named named -> declared(named.layer());
            default -> throw new RondoException("graph: an input is expected where %s stands".formatted(block.title()));
        };
    }

    /// The part of this graph that these blocks need, whose first outputs go out instead: what comes after them is left out.
    /// Of a block that is used several times it is the first use. Throws if there is none of a name.
    public Graph until(List<String> names) {
        var ends = new ArrayList<Port>();
        for (var name : names) ends.add(new Port(place(name), 0));
        var needed = new TreeSet<Integer>();
        for (var end : ends) need(end.vertex, needed);
        var places = List.copyOf(needed);
        var some = new ArrayList<Vertex>();
        for (int v : places) {
            var vertex = vertices.get(v);
            some.add(new Vertex(vertex.name, vertex.block, moved(vertex.inputs, places), vertex.view));
        }
        return new Graph(some, inputs.stream().filter(needed::contains).map(places::indexOf).toList(),
                moved(ends, places));
    }

    private static List<Port> moved(List<Port> ports, List<Integer> places) {
        return ports.stream().map(p -> new Port(places.indexOf(p.vertex), p.output)).toList();
    }

    /// The block of this name, as it was given. Throws if there is none.
    public Block block(String name) {
        return switch (vertices.get(place(name)).block) {
            case Named named -> named.layer();
            case NamedBlock named -> named.block();
            case Block other -> other;
        };
    }

    private int place(String name) {
        for (int v = 0; v < vertices.size(); v++)
            if (vertices.get(v).name.equals(name) && !vertices.get(v).view) return v;
        throw new RondoException("graph: no block is named \"%s\"; there are %s".formatted(name,
                vertices.stream().map(Vertex::name).distinct().toList()));
    }

    private void need(int vertex, TreeSet<Integer> needed) {
        if (!needed.add(vertex)) return;
        for (var port : vertices.get(vertex).inputs) need(port.vertex, needed);
    }

    /// The shapes of all outputs of all vertices for inputs of these shapes.
    public List<List<Shape>> shapes(List<Shape> given) {
        count(given.size());
        var all = new ArrayList<List<Shape>>();
        for (int v = 0; v < vertices.size(); v++) {
            var vertex = vertices.get(v);
            int input = inputs.indexOf(v);
            all.add(vertex.block.outputs(input >= 0 ? List.of(given.get(input)) : read(all, vertex)));
        }
        return all;
    }

    @Override
    public List<Shape> outputs(List<Shape> given) {
        return chosen(shapes(given));
    }

    /// Each block's weights under its name, once, from the first place where it stands.
    @Override
    public List<Weight> weights(List<Shape> given) {
        var shapes = shapes(given);
        var list = new ArrayList<Weight>();
        var seen = new HashSet<String>();
        for (int v = 0; v < vertices.size(); v++) {
            var vertex = vertices.get(v);
            if (inputs.contains(v) || vertex.view || !seen.add(vertex.name)) continue;
            for (var w : vertex.block.weights(read(shapes, vertex))) list.add(w.in(vertex.name));
        }
        return list;
    }

    @Override
    public List<Signal> call(List<Signal> given, Pass pass) {
        count(given.size());
        var all = new ArrayList<List<Signal>>();
        var uses = new HashMap<String, Integer>();
        for (int v = 0; v < vertices.size(); v++) {
            var vertex = vertices.get(v);
            int input = inputs.indexOf(v);
            int use = uses.merge(vertex.name, 1, Integer::sum) - 1;
            all.add(vertex.block.call(input >= 0 ? List.of(given.get(input)) : read(all, vertex),
                    pass.in(vertex.name).use(use)));
        }
        return chosen(all);
    }

    private static <T> List<T> read(List<List<T>> all, Vertex vertex) {
        return vertex.inputs.stream().map(p -> at(all, p)).toList();
    }

    private <T> List<T> chosen(List<List<T>> all) {
        return outputs.stream().map(p -> at(all, p)).toList();
    }

    private static <T> T at(List<List<T>> all, Port port) {
        var of = all.get(port.vertex);
        if (port.output < of.size()) return of.get(port.output);
        throw new RondoException("graph: output %d of place %d is asked for, but it has %d".formatted(port.output,
                port.vertex, of.size()));
    }

    private void count(int given) {
        if (given == inputs.size()) return;
        throw new RondoException("%s: %d inputs are expected, %s, got %d".formatted(title(), inputs.size(),
                inputs.stream().map(i -> vertices.get(i).name).toList(), given));
    }

    @Override
    public String title() {
        return "Functional";
    }
}

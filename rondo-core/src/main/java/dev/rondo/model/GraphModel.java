package dev.rondo.model;

import dev.rondo.kernel.Machine;
import dev.rondo.layer.Block;
import dev.rondo.layer.Graph;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.function.Function;

/// Blocks wired to each other, with any number of inputs and outputs; Keras's functional `Model`. Made by [Model#graph].
public final class GraphModel extends Standing {
    private final Graph graph;

    /// Its inputs say their shapes, so it is built at once.
    GraphModel(Seed seed, Graph graph) {
        super(seed);
        this.graph = graph;
        build(declared(graph));
    }

    private GraphModel(Seed seed, Graph graph, Function<List<Weight>, Weights> weights) {
        super(seed);
        this.graph = graph;
        build(declared(graph), weights);
    }

    /// A model whose weights are not drawn but come from elsewhere, such as a file; see [Sequential#restored].
    public static GraphModel restored(Seed seed, Graph graph, Function<List<Weight>, Weights> weights) {
        return new GraphModel(seed, graph, weights);
    }

    private static List<Shape> declared(Graph graph) {
        return graph.inputShapes();
    }

    /// The model up to these blocks, which share their weights with this one: what it sees on the way. Keras's
    /// `Model(model.inputs, model.get_layer(name).output)`.
    public GraphModel upTo(String... names) {
        var sub = graph.until(List.of(names));
        return new GraphModel(seed(), sub, weights()::only);
    }

    @Override
    public Block layer(String name) {
        return graph.block(name);
    }

    @Override
    public GraphModel withWeights(Weights others) {
        return new GraphModel(seed(), graph, others::only);
    }

    @Override
    String word() {
        return "graph";
    }

    @Override
    List<Shape> taken(List<Shape> inputs) {
        return inputs;
    }

    @Override
    public Graph structure() {
        return graph;
    }

    @Override
    public List<String> inputNames() {
        return graph.inputs().stream().map(i -> graph.vertices().get(i).name()).toList();
    }

    @Override
    public List<String> outputNames() {
        return graph.outputNames();
    }

    @Override
    public GraphModel on(Machine chosen) {
        runOn(chosen);
        return this;
    }
}

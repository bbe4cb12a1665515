package dev.rondo.layer;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A layer whose weights start from given numbers: a trained model used as a part of another one. A model file keeps the
/// layer without them, as the weights have moved on. For blocks of several inputs or outputs see [WarmBlock].
public final class Warm implements Layer {
    private final Layer layer;
    private final Weights start;

    public Warm(Layer layer, Weights start) {
        this.layer = layer;
        this.start = start.copy();
    }

    public Layer layer() {
        return layer;
    }

    /// The weights that a block asks for, each with the numbers and the use that it has in `start`.
    static List<Weight> from(Weights start, List<Weight> asked) {
        return asked.stream().map(w -> w.init(Init.values(start.get(w.name()).data())).use(start.use(w.name())))
                .toList();
    }

    @Override
    public List<Weight> weights(Shape input) {
        return from(start, layer.weights(input));
    }

    @Override
    public Shape output(Shape input) {
        return layer.output(input);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return layer.call(input, pass);
    }

    @Override
    public String title() {
        return layer.title();
    }

    @Override
    public String defaultName() {
        return layer.defaultName();
    }

    @Override
    public String toString() {
        return "Warm[" + layer + "]";
    }
}

package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Chain;
import dev.rondo.layer.Embedding;
import dev.rondo.layer.Input;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Named;
import dev.rondo.layer.Ruled;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Layers one after the other; Keras's `Sequential`.
public final class Sequential extends Standing {
    private final List<Layer> layers;
    private final Chain chain;
    private final List<String> names;

    private Sequential(Seed seed, List<Layer> layers) {
        super(seed);
        if (layers.isEmpty()) throw new RondoException("sequential: at least one layer is expected");
        this.layers = List.copyOf(layers);
        this.chain = Chain.of(layers);
        this.names = chain.names();
    }

    /// Built at once where the first layer says enough.
    static Sequential of(Seed seed, List<Layer> layers) {
        var model = new Sequential(seed, layers);
        known(model.layers.getFirst()).ifPresent(model::build);
        return model;
    }

    /// A model built for this input whose weights are not drawn but come from elsewhere, such as a file: `weights` is given
    /// the names and shapes that the layers ask for, and brings exactly these.
    public static Sequential restored(Seed seed, List<Layer> layers, Shape input,
            Function<List<Weight>, Weights> weights) {
        var model = new Sequential(seed, layers);
        model.build(List.of(input), weights);
        return model;
    }

    /// The input shape where the first layer says enough.
    private static Optional<Shape> known(Layer first) {
        return switch (first) {
            case Input input -> Optional.of(input.shape());
            case Embedding _ -> Optional.of(Shape.of(Shape.ANY, Shape.ANY));
            case Named named -> known(named.layer());
            case Ruled ruled -> known(ruled.layer());
            default -> Optional.empty();
        };
    }

    @Override
    String word() {
        return "sequential";
    }

    @Override
    List<Shape> taken(List<Shape> inputs) {
        return chain.layers().getFirst().layer() instanceof Input input ? List.of(input.output(inputs.getFirst()))
                : inputs;
    }

    @Override
    public Chain structure() {
        return chain;
    }

    /// The model up to this layer, which shares its weights with this one: what it sees on the way. Keras's
    /// `Model(model.inputs, model.get_layer(name).output)`. Throws if there is no layer of this name.
    public Sequential upTo(String name) {
        return restored(seed(), List.copyOf(chain.layers().subList(0, place(name) + 1)), inputShape(),
                weights()::only);
    }

    @Override
    public Layer layer(String name) {
        var layer = layers.get(place(name));
        return layer instanceof Named named ? named.layer() : layer;
    }

    private int place(String name) {
        int place = names().indexOf(name);
        if (place >= 0) return place;
        throw new RondoException("sequential: no layer is named \"%s\"; there are %s".formatted(name, names()));
    }

    @Override
    public Sequential withWeights(Weights others) {
        return restored(seed(), layers, inputShape(), others::only);
    }

    public List<Layer> layers() {
        return layers;
    }

    /// The names of the layers, in order.
    public List<String> names() {
        return names;
    }

    /// The shape after each layer. Throws if the model is not built.
    public List<Shape> shapes() {
        return chain.shapes(inputShape());
    }

    @Override
    public List<String> inputNames() {
        return List.of(names.getFirst());
    }

    @Override
    public List<String> outputNames() {
        return List.of(names.getLast());
    }

    @Override
    public Sequential on(Machine chosen) {
        runOn(chosen);
        return this;
    }
}

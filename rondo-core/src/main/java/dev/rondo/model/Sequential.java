package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Embedding;
import dev.rondo.layer.Input;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Named;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Layers one after the other; Keras's `Sequential`.
public final class Sequential implements Model {
    private final Seed seed;
    private final List<Layer> layers;
    private final List<String> names;
    private Optional<Built> built = Optional.empty();
    private Optional<Machine> machine = Optional.empty();
    private Map<String, List<Tensor>> states = Map.of();

    /// What is known once the input is: its shape, the shape after each layer, and the weights.
    private record Built(Shape input, List<Shape> outputs, Weights weights) {}

    private Sequential(Seed seed, List<Layer> layers) {
        if (layers.isEmpty()) throw new RondoException("sequential: at least one layer is expected");
        this.seed = seed;
        this.layers = List.copyOf(layers);
        this.names = names(layers);
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i) instanceof Input)
                throw new RondoException("sequential: Input stands first, but it is layer " + i);
        }
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
        model.build(input, weights);
        return model;
    }

    /// The input shape where the first layer says enough.
    private static Optional<Shape> known(Layer first) {
        return switch (first) {
            case Input input -> Optional.of(input.shape());
            case Embedding _ -> Optional.of(Shape.of(Shape.ANY, Shape.ANY));
            case Named named -> known(named.layer());
            default -> Optional.empty();
        };
    }

    /// Keras's names: `lstm`, then `lstm_1`, …
    private static List<String> names(List<Layer> layers) {
        var names = new ArrayList<String>();
        var seen = new HashMap<String, Integer>();
        for (var layer : layers) {
            int n = seen.merge(layer.defaultName(), 1, Integer::sum) - 1;
            names.add(n == 0 ? layer.defaultName() : layer.defaultName() + "_" + n);
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new RondoException("sequential: two layers have the same name: " + names);
        }
        return List.copyOf(names);
    }

    @Override
    public synchronized void build(Shape input) {
        if (built.isPresent()) {
            if (built.get().input.takes(input)) return;
            throw new RondoException(
                    "sequential: the model takes %s, got shape %s".formatted(built.get().input, input));
        }
        build(input, wanted -> Weights.draw(wanted, Key.of(seed.value()).in("weights")));
    }

    private void build(Shape input, Function<List<Weight>, Weights> source) {
        var outputs = new ArrayList<Shape>();
        var weights = new ArrayList<Weight>();
        var shape = input;
        for (int i = 0; i < layers.size(); i++) {
            for (var w : layers.get(i).weights(shape)) weights.add(w.in(names.get(i)));
            shape = layers.get(i).output(shape);
            outputs.add(shape);
        }
        built = Optional.of(new Built(outputs.getFirst().rank() == input.rank() && layers.getFirst() instanceof Input
                ? outputs.getFirst()
                : input, outputs, source.apply(weights)));
    }

    private Built ready() {
        return built.orElseThrow(() -> new RondoException(
                "sequential: the model has no weights yet: put input(…) first, or call build(shape), or fit it"));
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        ready();
        var signal = input;
        for (int i = 0; i < layers.size(); i++) signal = layers.get(i).call(signal, pass.in(names.get(i)));
        return signal;
    }

    public List<Layer> layers() {
        return layers;
    }

    /// The names of the layers, in order.
    public List<String> names() {
        return names;
    }

    /// The shape after each layer. Throws if the model is not built.
    public List<Shape> outputShapes() {
        return ready().outputs;
    }

    @Override
    public Seed seed() {
        return seed;
    }

    @Override
    public boolean built() {
        return built.isPresent();
    }

    @Override
    public Shape inputShape() {
        return ready().input;
    }

    @Override
    public Shape outputShape() {
        return ready().outputs.getLast();
    }

    @Override
    public Weights weights() {
        return ready().weights;
    }

    @Override
    public String summary() {
        return Summary.of(this);
    }

    @Override
    public synchronized Machine machine() {
        if (machine.isEmpty()) machine = Optional.of(Machine.of(Runtime.getRuntime().availableProcessors()));
        return machine.get();
    }

    @Override
    public synchronized Sequential on(Machine chosen) {
        machine = Optional.of(chosen);
        return this;
    }

    @Override
    public Map<String, List<Tensor>> states() {
        return states;
    }

    @Override
    public void states(Map<String, List<Tensor>> carried) {
        states = Map.copyOf(carried);
    }
}

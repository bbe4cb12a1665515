package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Block;
import dev.rondo.layer.Layer;
import dev.rondo.layer.OneToOne;
import dev.rondo.layer.Warm;
import dev.rondo.layer.WarmBlock;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.States;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What all models share: a block, its weights once the inputs are known, what it runs on, and the states it carries.
abstract sealed class Standing implements Model permits Sequential, GraphModel {
    private final Seed seed;
    private Optional<Built> built = Optional.empty();
    private Optional<Machine> machine = Optional.empty();
    private States states = States.none();

    /// What is known once the inputs are.
    private record Built(List<Shape> inputs, List<Shape> outputs, Weights weights) {}

    Standing(Seed seed) {
        this.seed = seed;
    }

    /// What Keras calls such a model.
    abstract String word();

    /// The inputs as the model takes them, where it knows more about them than was said.
    abstract List<Shape> taken(List<Shape> inputs);

    @Override
    public abstract Block structure();

    @Override
    public final synchronized void build(List<Shape> inputs) {
        if (built.isPresent() && takes(built.get().inputs, inputs)) return;
        if (inputs.size() != inputNames().size()) {
            throw new RondoException("%s: the model takes %d inputs, %s, got %d".formatted(word(), inputNames().size(),
                    inputNames(), inputs.size()));
        }
        if (built.isPresent()) {
            throw new RondoException("%s: the model takes %s, got %s".formatted(word(), shown(built.get().inputs),
                    inputs.size() == 1 ? "shape " + inputs.getFirst() : inputs.toString()));
        }
        build(inputs, wanted -> Weights.draw(wanted, Key.of(seed.value()).in("weights")));
    }

    final void build(List<Shape> inputs, Function<List<Weight>, Weights> source) {
        var outputs = structure().outputs(inputs);
        built = Optional.of(new Built(taken(inputs), outputs, source.apply(structure().weights(inputs))));
    }

    private static boolean takes(List<Shape> known, List<Shape> inputs) {
        if (known.size() != inputs.size()) return false;
        for (int i = 0; i < known.size(); i++) if (!known.get(i).takes(inputs.get(i))) return false;
        return true;
    }

    private static String shown(List<Shape> shapes) {
        return shapes.size() == 1 ? shapes.getFirst().toString() : shapes.toString();
    }

    private Built ready() {
        return built.orElseThrow(() -> new RondoException(
                word() + ": the model has no weights yet: put input(…) first, or call build(shape), or fit it"));
    }

    @Override
    public final Block asBlock() {
        return new WarmBlock(structure(), weights());
    }

    @Override
    public final Layer asLayer() {
        if (inputShapes().size() > 1 || outputShapes().size() > 1) {
            throw new RondoException("%s: a model with %d inputs and %d outputs is no layer; use asBlock()".formatted(
                    word(), inputShapes().size(), outputShapes().size()));
        }
        return new Warm(OneToOne.of(structure()), weights());
    }

    @Override
    public List<Signal> call(List<Signal> inputs, Pass pass) {
        ready();
        for (int i = 0; i < inputs.size(); i++) fits(i, inputs.get(i), inputs.getFirst());
        return structure().call(inputs, pass);
    }

    /// As many rows as the others have, and a mask of the same steps.
    private void fits(int place, Signal input, Signal first) {
        var shape = input.shape();
        if (shape.rank() == 0 || shape.size(0) != first.shape().size(0)) {
            throw new RondoException("%s: input \"%s\" has shape %s, but \"%s\" has %s; as many rows are expected"
                    .formatted(word(), inputNames().get(place), shape, inputNames().getFirst(), first.shape()));
        }
        if (shape.rank() > 1) input.mask().fits(word(), shape.size(0), shape.size(1));
    }

    @Override
    public final Seed seed() {
        return seed;
    }

    @Override
    public final boolean built() {
        return built.isPresent();
    }

    @Override
    public final List<Shape> inputShapes() {
        return ready().inputs;
    }

    @Override
    public final List<Shape> outputShapes() {
        return ready().outputs;
    }

    @Override
    public final Weights weights() {
        return ready().weights;
    }

    @Override
    public final String summary() {
        return Summary.of(this).text();
    }

    @Override
    public final synchronized Machine machine() {
        if (machine.isEmpty()) machine = Optional.of(Machine.of(Runtime.getRuntime().availableProcessors()));
        return machine.get();
    }

    final synchronized void runOn(Machine chosen) {
        machine = Optional.of(chosen);
    }

    @Override
    public final States states() {
        return states;
    }

    @Override
    public final void states(States carried) {
        states = carried;
    }
}

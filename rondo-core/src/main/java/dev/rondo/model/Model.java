package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Block;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Symbol;
import dev.rondo.layer.Wiring;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.States;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// A model: blocks and their weights. Most have one input and one output; those of [#graph] may have several of each. It predicts; [dev.rondo.train.Training] trains it and `RondoFile` saves it.
///
/// Predictions may run on several threads at once, except with stateful layers, which carry state from call to call.
public interface Model {
    /// Layers one after the other. The model is built as soon as its input is known: from an [dev.rondo.layer.Input] or an
    /// embedding in front, by [#build], or from the first data.
    static Sequential sequential(Seed seed, Layer... layers) {
        return Sequential.of(seed, List.of(layers));
    }

    /// The same with seed 0.
    static Sequential sequential(Layer... layers) {
        return sequential(Seed.seed(0), layers);
    }

    /// A graph of blocks with one input and one output; see [Symbol].
    static GraphModel graph(Symbol input, Symbol output) {
        return graph(List.of(input), List.of(output));
    }

    /// A graph of blocks with several inputs or outputs; Keras's `Model(inputs, outputs)`.
    static GraphModel graph(List<Symbol> inputs, List<Symbol> outputs) {
        return graph(Seed.seed(0), inputs, outputs);
    }

    static GraphModel graph(Seed seed, Symbol input, Symbol output) {
        return graph(seed, List.of(input), List.of(output));
    }

    static GraphModel graph(Seed seed, List<Symbol> inputs, List<Symbol> outputs) {
        return new GraphModel(seed, Wiring.of(inputs, outputs));
    }

    Seed seed();

    /// The model's blocks as one, without numbers.
    Block structure();

    /// The layer, or block, of this name, as it was given: a record of its hyper-parameters, without numbers. Its weights are
    /// `weights().under(name)`, what it puts out `upTo(name)`. Throws, with the names that are there, if there is none.
    Block layer(String name);

    /// The model as a block of another one, whose weights start from the present numbers of this model.
    Block asBlock();

    /// The same for a model with one input and one output, as a layer. Throws if it has several.
    Layer asLayer();

    /// Whether the weights exist yet.
    boolean built();

    /// Draws the weights for inputs of these shapes, `[batch, …]`; the batch may be [Shape#ANY]. Does nothing if the model
    /// is built already and takes such inputs; throws if it does not.
    void build(List<Shape> inputs);

    default void build(Shape input) {
        build(List.of(input));
    }

    /// The shape of each input, `[batch, …]`. Throws if the model is not built.
    List<Shape> inputShapes();

    /// The shape of each output, `[batch, …]`. Throws if the model is not built.
    List<Shape> outputShapes();

    /// What the inputs are called: the names of their layers.
    List<String> inputNames();

    /// What the outputs are called: the names of the layers that they come from; where a layer gives several, `lstm`, then
    /// `lstm_1`, ….
    List<String> outputNames();

    /// The shape of the only input. Throws if the model is not built, or has several.
    default Shape inputShape() {
        return only("inputs", inputShapes());
    }

    /// The shape of the only output. Throws if the model is not built, or has several.
    default Shape outputShape() {
        return only("outputs", outputShapes());
    }

    private static <T> T only(String what, List<T> all) {
        if (all.size() == 1) return all.getFirst();
        throw new RondoException("model: it has %d %s, so give or take a list".formatted(all.size(), what));
    }

    /// The weights by name. Throws if the model is not built.
    Weights weights();

    /// The same layers with those weights of another model that have their names, live: training one changes both. This
    /// is how an encoder and a decoder are taken from the model that they were trained in, where Keras puts the same layer
    /// objects into two models; of a part, `model.withWeights(whole.weights().under("encoder"))`. What is frozen is said of each model
    /// by itself. Throws if a weight is missing or has another shape, or if this model is not built.
    Model withWeights(Weights others);

    /// One forward run in a pass: how training calls a model.
    List<Signal> call(List<Signal> inputs, Pass pass);

    /// The same for models with one input and one output.
    default Signal call(Signal input, Pass pass) {
        return only("outputs", call(List.of(input), pass));
    }

    /// The model as Keras prints it: a table of layers, shapes and parameter counts. With options: [Summary].
    String summary();

    /// The same on standard output, as Keras's `summary()`.
    default void printSummary() {
        IO.print(summary());
    }

    /// What predictions and training run on; all cores unless [#on] chose otherwise.
    Machine machine();

    /// Chooses the threads to run on. Results do not depend on it.
    Model on(Machine machine);

    /// What stateful layers carry to the next batch, by layer; empty after [#resetStates].
    States states();

    /// Sets what stateful layers carry to the next batch.
    void states(States states);

    /// Stateful layers start from zeros again. Nothing else resets them, as in Keras.
    default void resetStates() {
        states(States.none());
    }

    /// The model as something that takes its sequence step by step. Throws, with the reason, if a layer needs the whole
    /// sequence, as a bidirectional one does.
    default Stream stream() {
        return new Stream(this);
    }

    /// One batch, with a mask or without; the output carries the mask that is left at the end. Keras's `model(x)`.
    default Signal call(Tensor x, Mask mask) {
        build(x.shape().with(0, Shape.ANY));
        var pass = Pass.inference(weights(), machine()).carrying(states());
        var out = call(Signal.of(pass.input(x), mask), pass);
        states(states().followedBy(pass.carried()));
        return out.with(out.tensor().detached());
    }

    /// One batch for all inputs; all outputs.
    default List<Signal> call(List<Signal> xs) {
        build(xs.stream().map(x -> x.shape().with(0, Shape.ANY)).toList());
        var pass = Pass.inference(weights(), machine()).carrying(states());
        var outs = call(xs.stream().map(x -> x.with(pass.input(x.tensor()))).toList(), pass);
        states(states().followedBy(pass.carried()));
        return outs.stream().map(out -> out.with(out.tensor().detached())).toList();
    }

    /// The outputs for all rows of x, computed in batches of 32.
    default Tensor predict(Tensor x) {
        return predict(x, 32);
    }

    /// The outputs for all rows of x `[rows, …]`, computed in batches; their sizes do not change the outputs.
    default Tensor predict(Tensor x, int batchSize) {
        return only("outputs", predict(List.of(x), batchSize));
    }

    /// The outputs for all rows of x, of whose steps only those in the mask are real, computed in batches of 32.
    default Tensor predict(Tensor x, Mask mask) {
        return only("outputs", Predict.inBatches(this, List.of(Signal.of(x, mask)), 32));
    }

    /// All outputs for all rows of the inputs, computed in batches of 32.
    default List<Tensor> predict(List<Tensor> xs) {
        return predict(xs, 32);
    }

    default List<Tensor> predict(List<Tensor> xs, int batchSize) {
        return Predict.inBatches(this, xs.stream().map(Signal::of).toList(), batchSize);
    }
}

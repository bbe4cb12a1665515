package dev.rondo.model;

import dev.rondo.kernel.Machine;
import dev.rondo.layer.Layer;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// A model: layers and their weights. It predicts; [dev.rondo.train.Training] trains it and `RondoFile` saves it.
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

    Seed seed();

    /// Whether the weights exist yet.
    boolean built();

    /// Draws the weights for inputs of this shape, `[batch, …]`; the batch may be [Shape#ANY]. Does nothing if the model
    /// is built already and takes such inputs; throws if it does not.
    void build(Shape input);

    /// The shape of the inputs, `[batch, …]`. Throws if the model is not built.
    Shape inputShape();

    /// The shape of the output, `[batch, …]`. Throws if the model is not built.
    Shape outputShape();

    /// The weights by name. Throws if the model is not built.
    Weights weights();

    /// One forward run in a pass: how training calls a model.
    Signal call(Signal input, Pass pass);

    /// The model as Keras prints it: a table of layers, shapes and parameter counts.
    String summary();

    /// What predictions and training run on; all cores unless [#on] chose otherwise.
    Machine machine();

    /// Chooses the threads to run on. Results do not depend on it.
    Model on(Machine machine);

    /// What stateful layers carry to the next batch, by layer; empty after [#resetStates].
    Map<String, List<Tensor>> states();

    /// Sets what stateful layers carry to the next batch.
    void states(Map<String, List<Tensor>> states);

    /// Stateful layers start from zeros again. Nothing else resets them, as in Keras.
    default void resetStates() {
        states(Map.of());
    }

    /// One batch, with a mask or without; the output carries the mask that is left at the end. Keras's `model(x)`.
    default Signal call(Tensor x, Mask mask) {
        build(x.shape().with(0, Shape.ANY));
        var pass = Pass.inference(weights(), machine()).carrying(states());
        var out = call(Signal.of(pass.input(x), mask), pass);
        states(pass.carried());
        return Signal.of(out.tensor().detached(), out.mask());
    }

    /// The outputs for all rows of x, computed in batches of 32.
    default Tensor predict(Tensor x) {
        return predict(x, 32);
    }

    /// The outputs for all rows of x `[rows, …]`, computed in batches; their sizes do not change the outputs.
    default Tensor predict(Tensor x, int batchSize) {
        return Predict.inBatches(this, x, batchSize);
    }
}

package dev.rondo.layer;

import dev.rondo.nn.Constraint;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizer;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.Locale;

/// A part of a model with any number of inputs and outputs: a record of its hyper-parameters that says which weights it
/// asks for and what it does in a pass. It holds no state, so the same block may stand in many models. Most have one input
/// and one output, see [Layer]; those that make one of several are [Merging].
public interface Block {
    /// The weights for inputs of these shapes, `[batch, …]`, where the batch and any size the weights do not depend on may
    /// be unknown. Throws if the block cannot take such inputs.
    default List<Weight> weights(List<Shape> inputs) {
        return List.of();
    }

    /// The shapes of the outputs for inputs of these shapes.
    List<Shape> outputs(List<Shape> inputs);

    List<Signal> call(List<Signal> inputs, Pass pass);

    /// The name in a summary: Keras's class name.
    default String title() {
        return getClass().getSimpleName();
    }

    /// What a model calls it when nobody else does: the title in snake case, `SimpleRNN` as `simple_rnn`.
    default String defaultName() {
        return title().replaceAll("(.)([A-Z][a-z0-9]+)", "$1_$2").replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /// How it works when the steps of a sequence come one at a time. Unless a block says otherwise it is refused there.
    default Streaming streaming() {
        return Streaming.refused("does not say that it works on each step by itself");
    }

    /// The same for inputs of these shapes, where it depends on them: axis 1 is the time of the stream.
    default Streaming streaming(List<Shape> inputs) {
        return streaming();
    }

    /// The block put on tensors that will be, in a graph: `dense(5).on(x)`; its only output. Throws if it has several. See
    /// [Symbol].
    default Symbol on(Symbol... inputs) {
        return Symbol.only(this, on(List.of(inputs)));
    }

    /// All outputs, for blocks that have several.
    default List<Symbol> on(List<Symbol> inputs) {
        return Symbol.apply(this, inputs);
    }

    /// With a cost for all weights of this name, such as `kernel`, `recurrent_kernel` or `bias`, added to the loss.
    default Block regularizer(String weight, Regularizer cost) {
        return new RuledBlock(this, Rules.NONE.regularizer(weight, cost));
    }

    /// With limits for all weights of this name, kept after each step of the optimizer.
    default Block constraint(String weight, Constraint limits) {
        return new RuledBlock(this, Rules.NONE.constraint(weight, limits));
    }

    /// With a cost for what it puts out, divided by the size of the batch and added to the loss, that of validation too.
    default Block activityRegularizer(Regularizer cost) {
        return new RuledBlock(this, Rules.NONE.activity(cost));
    }

    /// Training leaves its weights as they are; Keras's `trainable=False`.
    default Block frozen() {
        return new RuledBlock(this, Rules.NONE.freeze());
    }
}

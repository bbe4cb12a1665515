package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.Locale;

/// A layer: a record of its hyper-parameters that says which weights it asks for and what it does in a pass. It holds no
/// state, so the same layer may stand in many models.
public interface Layer {
    /// The weights for inputs of this shape, `[batch, …]`, where the batch and any size the weights do not depend on may
    /// be unknown. Throws if the layer cannot take such inputs.
    default List<Weight> weights(Shape input) {
        return List.of();
    }

    /// The shape of the output for inputs of this shape.
    Shape output(Shape input);

    Signal call(Signal input, Pass pass);

    /// The name in a summary: Keras's class name.
    default String title() {
        return getClass().getSimpleName();
    }

    /// What a model calls it when nobody else does: the title in snake case, `SimpleRNN` as `simple_rnn`.
    default String defaultName() {
        return title().replaceAll("(.)([A-Z][a-z0-9]+)", "$1_$2").replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}

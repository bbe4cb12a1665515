package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// A layer that carries states over time and can run in either direction, alone or under a [Bidirectional]: [Rnn] and
/// [ConvLstm].
public sealed interface Recurrent extends Layer permits Rnn, ConvLstm {
    /// Whether it gives all outputs instead of the last.
    boolean returnSequences();

    /// Whether time runs from the last step to the first.
    boolean goBackwards();

    /// Whether the state at the end of a batch starts the next.
    boolean stateful();

    /// The last axis of an output.
    int units();

    /// What it runs over, such as `[batch, time, features]`.
    String axes();

    /// How many axes these are.
    int rank();

    /// The shapes of its states for inputs of this shape, in their order.
    List<Shape> states(Shape input);

    /// The same layer in the other direction.
    Recurrent reversed();

    /// Zero as the output of masked steps.
    Recurrent zeroMasked();

    /// Runs from given states; from zeros if the list is empty. What is not wanted need not be in the result.
    Rnn.Result run(Signal input, List<Tensor> initialStates, boolean sequences, boolean states, Pass pass);
}

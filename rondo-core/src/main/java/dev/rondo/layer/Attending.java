package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// An attention: each query mixes values by how well their keys fit. Its inputs are queries `[batch, queries, features]`,
/// values `[batch, keys, features]` and, if they are others than the values, keys `[batch, keys, features]`, in Keras's
/// order. The output has the queries' mask.
///
/// Inputs with more axes, `[batch, steps, …, features]`, must have the same number of them, and be of one size along all
/// that are not attended. A mask is one of steps: all that stands in a masked step is masked.
public interface Attending extends Merging {
    /// What an attention found: its output, and the shares that it mixed the values by.
    record Found(Tensor output, Tensor scores) {}

    /// The output and the scores.
    ///
    /// @param scores whether somebody will look at the scores
    Found attend(List<Signal> inputs, boolean scores, Pass pass);

    /// The shape of the scores for inputs of these shapes.
    Shape scoresShape(List<Shape> inputs);

    @Override
    default Signal merge(List<Signal> inputs, Pass pass) {
        return inputs.getFirst().with(attend(inputs, false, pass).output());
    }

    /// With the scores as a second output, after softmax; Keras's `return_attention_scores=True`. With dropout, in training,
    /// those of several heads are from before it, those of [Attention] and [AdditiveAttention] from after it, as in Keras.
    default WithScores withScores() {
        return new WithScores(this);
    }

    /// The size of the last axis that queries and keys share.
    static int dim(String layer, List<Shape> inputs) {
        int query = Expect.features(layer, inputs.getFirst());
        int key = Expect.features(layer, inputs.getLast());
        if (query == key) return query;
        throw new RondoException("%s: queries %s and keys %s differ in the last axis".formatted(layer,
                inputs.getFirst(), inputs.getLast()));
    }
}

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

    /// With the scores as a second output, after softmax and before dropout; Keras's `return_attention_scores=True`.
    default WithScores withScores() {
        return new WithScores(this);
    }

    /// Throws unless these are queries, values and maybe keys of one batch, and keys and values of one length.
    static void check(String layer, List<Shape> inputs) {
        if (inputs.size() < 2 || inputs.size() > 3) {
            throw new RondoException("%s: queries, values and maybe keys are expected, got %d inputs".formatted(layer,
                    inputs.size()));
        }
        for (var s : inputs) Expect.rank(layer, s, 3, "[batch, time, features]");
        var values = inputs.get(1).without(2);
        var queries = inputs.get(0).without(2).with(1, Shape.ANY);
        if (!queries.takes(values) || !values.takes(inputs.getLast().without(2))) {
            throw new RondoException("%s: queries, values and keys %s do not fit together: one batch, and as many keys "
                    .formatted(layer, inputs) + "as values, are expected");
        }
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

package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// An attention whose scores come out too, as a second output, in a graph: Keras's `return_attention_scores=True`.
///
/// ```java
/// var found = multiHeadAttention(4, 32).withScores().on(List.of(decoded, encoded));   // output, scores
/// ```
public record WithScores(Attending attention) implements Block {
    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return attention.weights(inputs);
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(attention.output(inputs), attention.scoresShape(inputs));
    }

    @Override
    public List<Signal> call(List<Signal> inputs, Pass pass) {
        var found = attention.attend(inputs, true, pass);
        return List.of(inputs.getFirst().with(found.output()), Signal.of(found.scores()));
    }

    @Override
    public String title() {
        return attention.title();
    }
}

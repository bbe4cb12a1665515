package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// An attention of a sequence to itself, as a layer of a stack: queries, keys and values are the same, as in
/// `softmax(x · xᵀ) · x` (Vaswani et al. 2017). What Keras writes `attention(x, x)`.
public record SelfAttention(Attending attention) implements Layer {
    @Override
    public List<Weight> weights(Shape input) {
        return attention.weights(List.of(input, input));
    }

    @Override
    public Shape output(Shape input) {
        return attention.output(List.of(input, input));
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return attention.merge(List.of(input, input), pass);
    }

    @Override
    public String title() {
        return attention.title();
    }
}

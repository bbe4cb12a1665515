package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// An attention of several heads that is told which keys each query may see, in a graph: Keras's `attention_mask`; PyTorch's
/// `attn_mask`.
///
/// ```java
/// var mask = input(5, 7).symbol();   // 5 queries, 7 keys
/// var found = multiHeadAttention(4, 32).withAttentionMask().on(query, value, mask);
/// ```
///
/// The mask is the last input, after queries, values and maybe keys: `[batch, queries, keys]` for all heads, or
/// `[batch, heads, queries, keys]`; any size may be 1. It holds 1 where a query may see a key and 0 where not; other numbers
/// are refused when it is called. A query sees the keys that this mask, the masks of the inputs, the causal mask and the
/// window all let it see. With other [attention axes][MultiHeadAttention#attentionAxes] it has the scores' shape, with or
/// without the heads.
public record WithAttentionMask(MultiHead attention) implements Attending {
    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return attention.weights(checked(inputs));
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return attention.output(checked(inputs));
    }

    @Override
    public Shape scoresShape(List<Shape> inputs) {
        return attention.scoresShape(checked(inputs));
    }

    @Override
    public Found attend(List<Signal> inputs, boolean scores, Pass pass) {
        checked(inputs.stream().map(Signal::shape).toList());
        return attention.attend(inputs.subList(0, inputs.size() - 1), Optional.of(inputs.getLast().tensor()), scores,
                pass);
    }

    /// The shapes of the inputs but the mask.
    private List<Shape> checked(List<Shape> inputs) {
        if (inputs.size() < 3) {
            throw new RondoException(
                    "%s: queries, values, maybe keys, and an attention mask are expected, got %d inputs"
                            .formatted(title(), inputs.size()));
        }
        var others = inputs.subList(0, inputs.size() - 1);
        attention.checkMask(others, inputs.getLast());
        return others;
    }

    @Override
    public String title() {
        return attention.title();
    }
}

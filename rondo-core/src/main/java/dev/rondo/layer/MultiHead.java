package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// An attention of several heads, which may be given a mask of its own besides those that come with its inputs.
public interface MultiHead extends Attending {
    /// The output and the scores.
    ///
    /// @param mask 1 where a query may see a key, 0 where not; see [WithAttentionMask]
    /// @param scores whether somebody will look at the scores
    Found attend(List<Signal> inputs, Optional<Tensor> mask, boolean scores, Pass pass);

    /// Throws unless a mask of this shape fits inputs of these shapes.
    void checkMask(List<Shape> inputs, Shape mask);

    @Override
    default Found attend(List<Signal> inputs, boolean scores, Pass pass) {
        return attend(inputs, Optional.empty(), scores, pass);
    }

    /// With a mask as the last input; Keras's `attention_mask`.
    default WithAttentionMask withAttentionMask() {
        return new WithAttentionMask(this);
    }
}

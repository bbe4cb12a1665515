package dev.rondo.data;

import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// What one output of a model should be, `[batch, …]`, and a weight for each example `[batch]` or for each step
/// `[batch, time]`. Keras, PyTorch: none.
public record Target(Tensor y, Optional<Tensor> weights) {
    public static Target of(Tensor y) {
        return new Target(y, Optional.empty());
    }
}

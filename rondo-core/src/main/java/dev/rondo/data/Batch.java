package dev.rondo.data;

import dev.rondo.nn.Mask;
import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// Some examples at once: inputs `[batch, …]`, their mask, targets `[batch, …]`, and a weight for each example `[batch]` or
/// for each step `[batch, time]`.
public record Batch(Tensor x, Mask mask, Tensor y, Optional<Tensor> weights) {
    public int size() {
        return x.shape().size(0);
    }
}

package dev.rondo.nn;

import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// What flows from layer to layer: a tensor `[batch, …]` and the mask that says which of its steps are real.
public record Signal(Tensor tensor, Mask mask) {
    public static Signal of(Tensor tensor) {
        return new Signal(tensor, Mask.none());
    }

    public static Signal of(Tensor tensor, Mask mask) {
        return new Signal(tensor, mask);
    }

    /// Another tensor under the same mask.
    public Signal with(Tensor other) {
        return new Signal(other, mask);
    }

    public Shape shape() {
        return tensor.shape();
    }
}

package dev.rondo.nn;

import dev.rondo.tensor.Shape;

/// A weight that a layer or cell asks for: its name within it, how it starts, its shape.
public record Weight(String name, Init init, Shape shape) {
    public static Weight of(String name, Init init, int... shape) {
        return new Weight(name, init, Shape.of(shape));
    }

    /// The same weight of a part of something bigger: `kernel` in `cell_0` is `cell_0/kernel`.
    public Weight in(String scope) {
        return new Weight(scope + "/" + name, init, shape);
    }
}

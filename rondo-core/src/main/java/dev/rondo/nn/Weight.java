package dev.rondo.nn;

import dev.rondo.tensor.Shape;
import java.util.Optional;

/// A weight that a layer or cell asks for: its name within it, how it starts, its shape, and what training does with it.
public record Weight(String name, Init init, Shape shape, Use use, Optional<Regularizer> regularizer,
        Optional<Constraint> constraint) {
    public static Weight of(String name, Init init, int... shape) {
        return new Weight(name, init, Shape.of(shape), Use.TRAINED, Optional.empty(), Optional.empty());
    }

    /// The same weight of a part of something bigger: `kernel` in `cell_0` is `cell_0/kernel`.
    public Weight in(String scope) {
        return named(scope + "/" + name);
    }

    Weight named(String other) {
        return new Weight(other, init, shape, use, regularizer, constraint);
    }

    public Weight use(Use how) {
        return new Weight(name, init, shape, how, regularizer, constraint);
    }

    public Weight init(Init start) {
        return new Weight(name, start, shape, use, regularizer, constraint);
    }

    public Weight regularizer(Regularizer cost) {
        return new Weight(name, init, shape, use, Optional.of(cost), constraint);
    }

    public Weight constraint(Constraint limits) {
        return new Weight(name, init, shape, use, regularizer, Optional.of(limits));
    }

    /// The last part of the name: `kernel` of `forward_layer/kernel`.
    public String lastName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;

/// The shape checks of operations, in one voice: who, what came, what was expected.
final class Check {
    private Check() {}

    static void rank(String who, String what, Shape shape, int rank) {
        if (shape.rank() != rank) {
            throw new RondoException(
                    "%s: %s has shape %s, but %d axes are expected".formatted(who, what, shape, rank));
        }
    }

    static void atLeastRank(String who, String what, Shape shape, int rank) {
        if (shape.rank() < rank) {
            throw new RondoException(
                    "%s: %s has shape %s, but at least %d axes are expected".formatted(who, what, shape, rank));
        }
    }

    static void same(String who, Shape a, Shape b) {
        if (!a.equals(b)) throw new RondoException("%s: shapes %s and %s differ".formatted(who, a, b));
    }

    /// Axes count from 0; which one an operation means must not depend on the rank of what it is given.
    static void axis(String who, Shape shape, int axis) {
        if (axis < 0 || axis >= shape.rank()) {
            throw new RondoException("%s: shape %s has no axis %d".formatted(who, shape, axis));
        }
    }

    static void index(String who, Shape shape, int axis, int i) {
        axis(who, shape, axis);
        if (i < 0 || i >= shape.size(axis)) {
            throw new RondoException("%s: %d is outside of axis %d of shape %s".formatted(who, i, axis, shape));
        }
    }
}

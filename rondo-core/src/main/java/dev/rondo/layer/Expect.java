package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.List;

/// What layers say about inputs that do not fit: which layer, what it expects, what came.
final class Expect {
    private Expect() {}

    static void rank(String layer, Shape input, int rank, String axes) {
        if (input.rank() == rank) return;
        String hint = input.rank() == rank - 1 && rank == 3
                ? ". Add an axis: one feature a step is [batch, time, 1]; after a recurrent layer, give that one sequences()"
                : "";
        throw new RondoException("%s: expects %s, got shape %s%s".formatted(layer, axes, input, hint));
    }

    static void atLeastRank(String layer, Shape input, int rank, String axes) {
        if (input.rank() < rank) throw new RondoException("%s: expects %s, got shape %s".formatted(layer, axes, input));
    }

    /// The size of the last axis, which weights depend on and which therefore must be known.
    static int features(String layer, Shape input) {
        if (input.last() == Shape.ANY) {
            throw new RondoException(
                    "%s: the last axis of its input %s must be known before it is built".formatted(layer, input));
        }
        if (input.last() == 0) {
            throw new RondoException("%s: its input %s has no features".formatted(layer, input));
        }
        return input.last();
    }

    static void name(String name) {
        if (!name.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]*")) {
            throw new RondoException(
                    "a layer's name is made of letters, digits, '_', '.' and '-', got \"%s\"".formatted(name));
        }
    }

    /// The first of a block's inputs. Throws if there is none.
    static Shape first(String layer, List<Shape> inputs) {
        if (inputs.isEmpty()) throw new RondoException(layer + ": at least one input is expected, got none");
        return inputs.getFirst();
    }

    /// Throws unless after a sequence there are all states or none, each of its shape; that of the sequence.
    static Shape states(String layer, List<Shape> inputs, List<Shape> shapes) {
        if (inputs.size() != 1 && inputs.size() != 1 + shapes.size()) {
            throw new RondoException(
                    "%s: a sequence and %s initial states are expected, or a sequence alone, got %d inputs"
                            .formatted(layer, shapes.size(), inputs.size()));
        }
        for (int i = 1; i < inputs.size(); i++) {
            var expected = shapes.get(i - 1).with(0, Shape.ANY);
            if (expected.takes(inputs.get(i))) continue;
            throw new RondoException("%s: initial state %d has shape %s, but %s is expected".formatted(layer, i - 1,
                    inputs.get(i), expected));
        }
        return inputs.getFirst();
    }

    static void two(String layer, int inputs) {
        if (inputs != 2) throw new RondoException("%s: two inputs are expected, got %d".formatted(layer, inputs));
    }

    /// An axis after the batch, counted from it or, if negative, from the end; counted from the batch.
    static int axis(String layer, Shape input, int axis) {
        int at = axis < 0 ? input.rank() + axis : axis;
        if (at > 0 && at < input.rank()) return at;
        throw new RondoException("%s: shape %s has no axis %d after the batch".formatted(layer, input, axis));
    }
}

package dev.rondo.op;

import dev.rondo.tensor.Shape;

/// A shape seen around one axis: `outer` repetitions of `size` places that hold `inner` numbers each.
record Slab(int outer, int size, int inner) {
    Slab(Shape shape, int axis) {
        this(product(shape, 0, axis), shape.size(axis), product(shape, axis + 1, shape.rank()));
    }

    /// Where place `i` of repetition `o` starts.
    int at(int o, int i) {
        return (o * size + i) * inner;
    }

    private static int product(Shape shape, int from, int to) {
        int n = 1;
        for (int a = from; a < to; a++) n *= shape.size(a);
        return n;
    }
}

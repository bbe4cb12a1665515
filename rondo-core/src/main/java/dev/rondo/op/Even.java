package dev.rondo.op;

import dev.rondo.Legal;

/// An axis cut into `count` windows as even as they can be: window i from ⌊i·n/count⌋ to ⌈(i+1)·n/count⌉. Neighbours may
/// share a place (`keras/src/backend/tensorflow/nn.py`, adaptive pooling).
public record Even(int count) implements Windows {
    public Even {
        Legal.atLeast(1, "even", "count", count);
    }

    @Override
    public int places(int length) {
        return length < 1 ? 0 : count;
    }

    @Override
    public int from(int place, int length) {
        return (int) ((long) place * length / count);
    }

    @Override
    public int to(int place, int length) {
        return (int) (((place + 1L) * length + count - 1) / count);
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Shape;

/// Where the heads of an attention lie: side by side in the last axis of queries `[batch, queries, heads · depth]` and of
/// keys or values `[batch, keys, keyHeads · depth]`. Several heads in a row may share one head of the keys. So no axes are
/// swapped: each head is a matrix with wide rows.
record Heads(int batch, int queries, int keys, int heads, int keyHeads, int depth) {
    interface Body {
        /// Head `h` of example `b`, which reads head `k` of the keys.
        void at(int b, int h, int k);
    }

    /// The depth of a head of `shape`, `[batch, time, heads · depth]`.
    static int depth(String who, String what, Shape shape, int heads) {
        Check.rank(who, what, shape, 3);
        if (heads < 1 || shape.last() % heads != 0) {
            throw new RondoException("%s: the last axis of %s, %s, does not divide into %d heads".formatted(who, what,
                    shape, heads));
        }
        return shape.last() / heads;
    }

    static void share(String who, int heads, int keyHeads) {
        if (keyHeads < 1 || heads % keyHeads != 0) {
            throw new RondoException("%s: %d heads cannot share %d evenly".formatted(who, heads, keyHeads));
        }
    }

    int queryAt(int b, int h) { return b * queries * queryRow() + h * depth; }

    int keyAt(int b, int k) { return b * keys * keyRow() + k * depth; }

    int scoresAt(int b, int h) { return (b * heads + h) * queries * keys; }

    int queryRow() { return heads * depth; }

    int keyRow() { return keyHeads * depth; }

    /// All heads of all examples; those that share a head of the keys one after the other on one thread.
    void each(Machine machine, Body body) {
        int sharing = heads / keyHeads;
        long work = (long) batch * heads * queries * keys * depth;
        Share.run(machine, batch * keyHeads, work, piece -> {
            int k = piece % keyHeads;
            for (int i = 0; i < sharing; i++) body.at(piece / keyHeads, k * sharing + i, k);
        });
    }
}

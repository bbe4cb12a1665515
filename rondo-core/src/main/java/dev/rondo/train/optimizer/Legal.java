package dev.rondo.train.optimizer;

import dev.rondo.RondoException;

/// The ranges of hyper-parameters, checked in one voice: who, which argument, what is legal, what came.
final class Legal {
    private Legal() {}

    static void positive(String who, String what, double x) {
        if (!(x > 0 && Double.isFinite(x))) fail(who, what, "a finite number above 0", x);
    }

    static void atLeastZero(String who, String what, double x) {
        if (!(x >= 0 && Double.isFinite(x))) fail(who, what, "a finite number, 0 or above", x);
    }

    static void fraction(String who, String what, double x) {
        if (!(x >= 0 && x <= 1)) fail(who, what, "from 0 to 1", x);
    }

    /// For rates of decay: with 1, an average would never move.
    static void belowOne(String who, String what, double x) {
        if (!(x >= 0 && x < 1)) fail(who, what, "0 or above and below 1", x);
    }

    private static void fail(String who, String what, String legal, double x) {
        throw new RondoException("%s: %s is %s, got %s".formatted(who, what, legal, x));
    }
}

package dev.rondo.train.schedule;

import dev.rondo.RondoException;

/// The ranges of what a schedule is given, checked in one voice: who, which argument, what is legal, what came.
final class Legal {
    private Legal() {}

    /// A learning rate or a part of one.
    static void rate(String who, String what, double x) {
        if (!(x >= 0 && Double.isFinite(x))) fail(who, what, "a finite number, 0 or above", x);
    }

    static void positive(String who, String what, double x) {
        if (!(x > 0 && Double.isFinite(x))) fail(who, what, "a finite number above 0", x);
    }

    static void fraction(String who, String what, double x) {
        if (!(x >= 0 && x <= 1)) fail(who, what, "from 0 to 1", x);
    }

    static void steps(String who, String what, long n, long least) {
        if (n < least) fail(who, what, least + " or more", n);
    }

    private static void fail(String who, String what, String legal, Object x) {
        throw new RondoException("%s: %s is %s, got %s".formatted(who, what, legal, x));
    }
}

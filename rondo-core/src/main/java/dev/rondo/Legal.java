package dev.rondo;

/// The numbers that Rondo takes, checked in one voice: who, which argument, what is legal, what came.
///
/// `Legal.positive("adam", "learningRate", -1)` throws `adam: learningRate must be a finite number above 0, got -1.0`. NaN is
/// never legal.
public final class Legal {
    private Legal() {}

    /// Whole numbers from `least` on: sizes and counts.
    public static void atLeast(int least, String who, String what, long n) {
        if (n < least) refuse(who, what, "at least " + least, n);
    }

    public static void positive(String who, String what, double x) {
        if (!(x > 0 && Double.isFinite(x))) refuse(who, what, "a finite number above 0", x);
    }

    public static void notNegative(String who, String what, double x) {
        if (!(x >= 0 && Double.isFinite(x))) refuse(who, what, "a finite number of 0 or more", x);
    }

    public static void finite(String who, String what, double x) {
        if (!Double.isFinite(x)) refuse(who, what, "a finite number", x);
    }

    /// From nothing to all, both included.
    public static void fraction(String who, String what, double x) {
        if (!(x >= 0 && x <= 1)) refuse(who, what, "from 0 to 1", x);
    }

    /// Rates of dropout, with 1 of which nothing would be left, and of decay, with 1 of which an average would never move.
    public static void belowOne(String who, String what, double x) {
        if (!(x >= 0 && x < 1)) refuse(who, what, "at least 0 and below 1", x);
    }

    /// A part: more than nothing, less than all.
    public static void part(String who, String what, double x) {
        if (!(x > 0 && x < 1)) refuse(who, what, "above 0 and below 1", x);
    }

    /// Any other range: throws unless it is `legal`.
    public static void check(boolean legal, String who, String what, String range, Object came) {
        if (!legal) refuse(who, what, range, came);
    }

    private static void refuse(String who, String what, String range, Object came) {
        throw new RondoException("%s: %s must be %s, got %s".formatted(who, what, range, came));
    }
}

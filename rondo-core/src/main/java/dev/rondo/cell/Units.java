package dev.rondo.cell;

import dev.rondo.RondoException;

/// The checks that cells make.
final class Units {
    /// So that the sizes of a cell of several gates are still whole numbers.
    private static final int MOST = 100_000_000;

    private Units() {}

    static void check(String cell, int units) {
        check(cell, "units", units);
    }

    static void check(String cell, String what, int count) {
        if (count < 1) throw new RondoException("%s: %s must be at least 1, got %d".formatted(cell, what, count));
        if (count > MOST)
            throw new RondoException("%s: %s must be at most %d, got %d".formatted(cell, what, MOST, count));
    }

    static void rate(String cell, String what, double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new RondoException("%s: %s must be at least 0 and below 1, got %s".formatted(cell, what, rate));
        }
    }
}

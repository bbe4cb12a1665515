package dev.rondo.cell;

import dev.rondo.RondoException;

/// The one check that every cell makes.
final class Units {
    /// So that the sizes of a cell of several gates are still whole numbers.
    private static final int MOST = 100_000_000;

    private Units() {}

    static void check(String cell, int units) {
        if (units < 1) throw new RondoException("%s: units must be at least 1, got %d".formatted(cell, units));
        if (units > MOST) throw new RondoException("%s: units must be at most %d, got %d".formatted(cell, MOST, units));
    }
}

package dev.rondo.cell;

import dev.rondo.Legal;

/// How large a cell may be.
final class Units {
    /// So that the sizes of a cell of several gates are still whole numbers.
    private static final int MOST = 100_000_000;

    private Units() {}

    static void check(String cell, int units) {
        check(cell, "units", units);
    }

    static void check(String cell, String what, int count) {
        Legal.atLeast(1, cell, what, count);
        Legal.check(count <= MOST, cell, what, "at most " + MOST, count);
    }
}

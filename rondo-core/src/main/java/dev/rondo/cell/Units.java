package dev.rondo.cell;

import dev.rondo.RondoException;

/// The checks that cells make.
final class Units {
    private Units() {}

    static void check(String cell, int units) {
        check(cell, "units", units);
    }

    static void check(String cell, String what, int count) {
        if (count < 1) throw new RondoException("%s: %s must be at least 1, got %d".formatted(cell, what, count));
    }

    static void rate(String cell, String what, double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new RondoException("%s: %s must be at least 0 and below 1, got %s".formatted(cell, what, rate));
        }
    }
}

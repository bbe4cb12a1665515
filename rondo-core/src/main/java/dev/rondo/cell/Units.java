package dev.rondo.cell;

import dev.rondo.RondoException;

/// The one check that every cell makes.
final class Units {
    private Units() {}

    static void check(String cell, int units) {
        if (units < 1) throw new RondoException("%s: units must be at least 1, got %d".formatted(cell, units));
    }
}

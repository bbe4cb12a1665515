package dev.rondo.nn;

import dev.rondo.RondoException;

/// The checks that regularizers, constraints and initialisers make of their numbers.
final class Settings {
    private Settings() {}

    static void notNegative(String who, String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new RondoException("%s: %s must be a number of 0 or more, got %s".formatted(who, what, value));
        }
    }

    static void positive(String who, String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new RondoException("%s: %s must be a number above 0, got %s".formatted(who, what, value));
        }
    }
}

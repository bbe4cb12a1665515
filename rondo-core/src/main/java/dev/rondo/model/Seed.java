package dev.rondo.model;

/// Where all randomness of a model comes from: the first weights, shuffling, dropout. Same seed, same bits.
public record Seed(long value) {
    public static Seed seed(long value) {
        return new Seed(value);
    }
}

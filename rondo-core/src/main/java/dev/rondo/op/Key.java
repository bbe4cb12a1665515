package dev.rondo.op;

import java.nio.charset.StandardCharsets;

/// Counter-based randomness: the i-th number of a key depends on the key and i alone, never on what was drawn before or
/// on which thread. Keys are derived by name and by count: `Key.of(seed).in("dropout").in(epoch).in(batch)`.
///
/// The mixing is SplitMix64's finaliser (Steele, Lea & Flood 2014).
public record Key(long bits) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    public static Key of(long seed) {
        return new Key(mix(seed + GOLDEN));
    }

    public Key in(String name) {
        long h = bits;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) h = mix(h ^ (b & 0xff) * GOLDEN);
        return new Key(mix(h + name.length()));
    }

    public Key in(long count) {
        return new Key(mix(bits ^ mix(count + GOLDEN)));
    }

    /// The i-th number, uniform in [0, 1), a multiple of 2⁻²⁴.
    public float uniform(long i) {
        return (mix(bits + i * GOLDEN) >>> 40) * 0x1p-24f;
    }

    /// The i-th number in [0, 1) with all bits of a double.
    public double uniformDouble(long i) {
        return (mix(bits + i * GOLDEN) >>> 11) * 0x1p-53;
    }

    /// The i-th number of a standard normal distribution (Box & Muller 1958).
    public double normal(long i) {
        double u = 1 - uniformDouble(2 * i); // in (0, 1], so that its logarithm exists
        return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * uniformDouble(2 * i + 1));
    }

    /// The numbers 0 to n − 1 in random order (Fisher & Yates).
    public int[] permutation(int n) {
        var order = new int[n];
        for (int i = 0; i < n; i++) order[i] = i;
        for (int i = n - 1; i > 0; i--) {
            int j = (int) (uniformDouble(i) * (i + 1));
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

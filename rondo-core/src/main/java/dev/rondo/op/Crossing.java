package dev.rondo.op;

import dev.rondo.Legal;
import java.nio.charset.StandardCharsets;

/// Which of `count` buckets do several features fall into together? TensorFlow's `sparse.cross_hashed`: what stands for each
/// feature, a whole number itself and a text's [FarmHash], is mixed into one hash, in their order
/// (`FingerprintCat64`, `tensorflow/core/platform/fingerprint.h`).
public record Crossing(int count) {
    private static final long START = 0xDECAFCAFFEL;
    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;

    public Crossing {
        Legal.atLeast(1, "crossing", "count", count);
    }

    /// What stands for a text.
    public static long of(String text) { return FarmHash.fingerprint64(text.getBytes(StandardCharsets.UTF_8)); }

    /// The bucket of what stands for each feature.
    public int of(long[] features) {
        long hash = START;
        for (long feature : features) hash = mixed(hash, feature);
        return (int) Long.remainderUnsigned(hash, count);
    }

    private static long mixed(long a, long b) {
        long hash = a ^ MULTIPLIER;
        hash ^= shifted(b * MULTIPLIER) * MULTIPLIER;
        hash *= MULTIPLIER;
        hash = shifted(hash) * MULTIPLIER;
        return shifted(hash);
    }

    private static long shifted(long x) { return x ^ x >>> 47; }
}

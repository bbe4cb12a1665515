package dev.rondo.op;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Which of `count` buckets, 0 to `count` − 1, does a text fall into? By [FarmHash] of its UTF-8 bytes (TensorFlow's
/// `to_hash_bucket_fast`) or, with a salt of two numbers, by [SipHash] (`to_hash_bucket_strong`).
///
/// @param salt no numbers, or the two halves of SipHash's key
public record Buckets(int count, List<Long> salt) {
    public Buckets {
        Legal.atLeast(1, "buckets", "count", count);
        if (!salt.isEmpty() && salt.size() != 2)
            throw new RondoException("buckets: a salt is two numbers, got %d".formatted(salt.size()));
        salt = List.copyOf(salt);
    }

    public int of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        long hash = salt.isEmpty() ? FarmHash.fingerprint64(bytes) : SipHash.of(bytes, salt.get(0), salt.get(1));
        return (int) Long.remainderUnsigned(hash, count);
    }

    /// A whole number falls where its decimal digits do, as in Keras.
    public int of(long number) { return of(Long.toString(number)); }
}

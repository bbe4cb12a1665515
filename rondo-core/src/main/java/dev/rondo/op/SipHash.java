package dev.rondo.op;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// SipHash-2-4: 64 bits of a text under a key of 128 bits (Aumasson & Bernstein 2012, "SipHash: a fast short-input PRF").
/// Without the key nobody can tell which texts meet in a bucket. What Keras's `Hashing` uses when it has a salt, through
/// TensorFlow's `to_hash_bucket_strong`.
public final class SipHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    private SipHash(long k0, long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /// An unsigned number of 64 bits.
    public static long of(byte[] bytes, long k0, long k1) {
        var hash = new SipHash(k0, k1);
        int whole = bytes.length & ~7;
        for (int i = 0; i < whole; i += 8) hash.take((long) LONGS.get(bytes, i));
        long rest = (long) bytes.length << 56;
        for (int i = whole; i < bytes.length; i++) rest |= (bytes[i] & 0xffL) << (8 * (i - whole));
        hash.take(rest);
        return hash.end();
    }

    private void take(long word) {
        v3 ^= word;
        rounds(2);
        v0 ^= word;
    }

    private long end() {
        v2 ^= 0xff;
        rounds(4);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void rounds(int n) {
        for (int i = 0; i < n; i++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}

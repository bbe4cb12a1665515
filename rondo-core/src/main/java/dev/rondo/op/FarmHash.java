package dev.rondo.op;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// FarmHash's `Fingerprint64`: 64 bits of a text that stay the same on every machine and in every version. What Keras's
/// `Hashing` and `StringLookup` put texts into buckets by, through TensorFlow's `to_hash_bucket_fast`.
///
/// After `farmhashna::Hash64` of Google's FarmHash (Pike & Alakuijala 2014, MIT licence), whose letters it keeps. Not for
/// secrets: whoever knows it can find texts that meet in a bucket; see [SipHash].
public final class FarmHash {
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] s;

    private FarmHash(byte[] s) { this.s = s; }

    /// An unsigned number of 64 bits.
    public static long fingerprint64(byte[] bytes) {
        var hash = new FarmHash(bytes);
        return bytes.length <= 16 ? hash.upTo16()
                : bytes.length <= 32 ? hash.upTo32() : bytes.length <= 64 ? hash.upTo64() : hash.longer();
    }

    private long upTo16() {
        int n = s.length;
        if (n >= 8) {
            long mul = K2 + n * 2L;
            long a = at(0) + K2;
            long b = at(n - 8);
            long c = Long.rotateRight(b, 37) * mul + a;
            long d = (Long.rotateRight(a, 25) + b) * mul;
            return mix(c, d, mul);
        }
        if (n >= 4) return mix(n + (intAt(0) << 3), intAt(n - 4), K2 + n * 2L);
        if (n == 0) return K2;
        long y = (s[0] & 0xffL) + ((s[n >> 1] & 0xffL) << 8);
        long z = n + ((s[n - 1] & 0xffL) << 2);
        return shiftMix(y * K2 ^ z * K0) * K2;
    }

    private long upTo32() {
        int n = s.length;
        long mul = K2 + n * 2L;
        long a = at(0) * K1;
        long b = at(8);
        long c = at(n - 8) * mul;
        long d = at(n - 16) * K2;
        return mix(Long.rotateRight(a + b, 43) + Long.rotateRight(c, 30) + d, a + Long.rotateRight(b + K2, 18) + c,
                mul);
    }

    private long upTo64() {
        int n = s.length;
        long mul = K2 + n * 2L;
        long a = at(0) * K2;
        long b = at(8);
        long c = at(n - 8) * mul;
        long d = at(n - 16) * K2;
        long y = Long.rotateRight(a + b, 43) + Long.rotateRight(c, 30) + d;
        long z = mix(y, a + Long.rotateRight(b + K2, 18) + c, mul);
        long e = at(16) * mul;
        long f = at(24);
        long g = (y + at(n - 32)) * mul;
        long h = (z + at(n - 24)) * mul;
        return mix(Long.rotateRight(e + f, 43) + Long.rotateRight(g, 30) + h, e + Long.rotateRight(f + a, 18) + g, mul);
    }

    /// Rounds of 64 bytes; the last one takes the last 64, some of them for the second time.
    private long longer() {
        long seed = 81;
        long x = seed * K2 + at(0);
        long y = seed * K1 + 113;
        long z = shiftMix(y * K2 + 113) * K2;
        var v = new Pair(0, 0);
        var w = new Pair(0, 0);
        int end = (s.length - 1) / 64 * 64;
        for (int i = 0; i < end; i += 64) {
            x = Long.rotateRight(x + y + v.first + at(i + 8), 37) * K1 ^ w.second;
            y = Long.rotateRight(y + v.second + at(i + 48), 42) * K1 + v.first + at(i + 40);
            z = Long.rotateRight(z + w.first, 33) * K1;
            v = weak(i, v.second * K1, x + w.first);
            w = weak(i + 32, z + w.second, y + at(i + 16));
            long swap = z;
            z = x;
            x = swap;
        }
        long mul = K1 + ((z & 0xff) << 1);
        int last = s.length - 64;
        w = new Pair(w.first + (s.length - 1 & 63), w.second);
        v = new Pair(v.first + w.first, v.second);
        w = new Pair(w.first + v.first, w.second);
        x = Long.rotateRight(x + y + v.first + at(last + 8), 37) * mul ^ w.second * 9;
        y = Long.rotateRight(y + v.second + at(last + 48), 42) * mul + v.first * 9 + at(last + 40);
        z = Long.rotateRight(z + w.first, 33) * mul;
        v = weak(last, v.second * mul, x + w.first);
        w = weak(last + 32, z + w.second, y + at(last + 16));
        return mix(mix(v.first, w.first, mul) + shiftMix(y) * K0 + x, mix(v.second, w.second, mul) + z, mul);
    }

    private record Pair(long first, long second) {}

    private Pair weak(int i, long a, long b) {
        long w = at(i);
        long z = at(i + 24);
        long first = a + w;
        long sum = first + at(i + 8) + at(i + 16);
        return new Pair(sum + z, Long.rotateRight(b + first + z, 21) + Long.rotateRight(sum, 44) + first);
    }

    private static long mix(long u, long v, long mul) {
        long a = shiftMix((u ^ v) * mul);
        return shiftMix((v ^ a) * mul) * mul;
    }

    private static long shiftMix(long x) { return x ^ x >>> 47; }

    private long at(int i) { return (long) LONGS.get(s, i); }

    private long intAt(int i) { return (int) INTS.get(s, i) & 0xffffffffL; }
}

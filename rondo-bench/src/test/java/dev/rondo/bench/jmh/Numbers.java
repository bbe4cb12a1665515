package dev.rondo.bench.jmh;

/// Arrays to compute with, the same every time.
final class Numbers {
    private Numbers() {}

    /// Between −0.1 and 0.1, so that sums over them stay small.
    static float[] small(int n) {
        var x = new float[n];
        for (int i = 0; i < n; i++) x[i] = (float) Math.sin(i * 0.7) * 0.1f;
        return x;
    }
}

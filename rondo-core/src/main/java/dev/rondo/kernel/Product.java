package dev.rondo.kernel;

/// Matrix products shared between threads. Whether and how one is shared changes no bit of the result.
public final class Product {
    /// Below this many multiply-adds, some 20 µs of one core, waking another thread costs more than it saves.
    private static final long WORTH_SHARING = 1_000_000;

    /// Columns of `b` are shared in multiples of this, whole panels for every vector length.
    private static final int COLUMNS = 64;

    private Product() {}

    /// `c[m,n] += a[m,k] · b[k,n]` on whole row-major arrays. With `aT` the array of `a` holds `[k,m]`, with `bT` that of
    /// `b` holds `[n,k]`.
    public static void product(Kernels kernels, Workers workers, boolean aT, boolean bT, int m, int n, int k, float[] a,
            float[] b, float[] c) {
        product(kernels, workers, aT, bT, m, n, k, a, 0, aT ? m : k, b, 0, bT ? k : n, c, 0, n);
    }

    /// The same on parts of arrays, described as for [Kernels#gemm].
    public static void product(Kernels kernels, Workers workers, boolean aT, boolean bT, int m, int n, int k, float[] a,
            int aAt, int lda, float[] b, int bAt, int ldb, float[] c, int cAt, int ldc) {
        if (workers.threads() == 1 || (long) m * n * k < WORTH_SHARING) {
            kernels.gemm(aT, bT, m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc);
        } else if (n >= m && n >= 2 * COLUMNS) {
            // wide: each thread packs only its own columns of b
            int each = roundUp(divideUp(n, workers.threads()), COLUMNS);
            workers.run(divideUp(n, each), piece -> {
                int from = piece * each;
                int width = Math.min(each, n - from);
                kernels.gemm(aT, bT, m, width, k, a, aAt, lda, b, bAt + (bT ? from * ldb : from), ldb, c, cAt + from,
                        ldc);
            });
        } else {
            int each = divideUp(m, workers.threads());
            workers.run(divideUp(m, each), piece -> {
                int from = piece * each;
                int rows = Math.min(each, m - from);
                kernels.gemm(aT, bT, rows, n, k, a, aAt + (aT ? from : from * lda), lda, b, bAt, ldb, c,
                        cAt + from * ldc, ldc);
            });
        }
    }

    private static int divideUp(int a, int b) { return (a + b - 1) / b; }

    private static int roundUp(int a, int multiple) { return divideUp(a, multiple) * multiple; }
}

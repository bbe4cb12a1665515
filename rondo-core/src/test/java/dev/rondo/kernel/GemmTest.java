package dev.rondo.kernel;

import static dev.rondo.kernel.KernelsAgreeTest.assertClose;
import static dev.rondo.kernel.KernelsAgreeTest.randoms;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Matrix products of all shapes, as parts of larger arrays, alone and shared between threads.
class GemmTest {
    // without fused multiply-add in hardware, larger products would take minutes
    private static final int[] SIZES = Best.fusedMultiplyAdd() ? new int[]{1, 2, 5, 6, 7, 16, 17, 33, 63, 64, 65, 100}
            : new int[]{1, 2, 5, 6, 7, 16, 17, 33};

    private final Kernels scalar = new ScalarKernels();
    private final Kernels vector = new VectorKernels();

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void agreesWithThePlainLoop(boolean aT, boolean bT) {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    compare(aT, bT, m, n, k);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3,17,1500", "20,9,1025", "1,1,3000", "0,5,5", "5,0,5", "5,5,0"})
    void agreesWhereKIsCutIntoBlocksAndWhereNothingIsToBeDone(int m, int n, int k) {
        compare(false, false, m, n, k);
        compare(true, true, m, n, k);
    }

    private void compare(boolean aT, boolean bT, int m, int n, int k) {
        long seed = 31L * (31L * m + n) + k;
        Random random = new Random(seed);
        int lda = (aT ? m : k) + 3;
        int ldb = (bT ? k : n) + 2;
        int ldc = n + 1;
        float[] a = randoms(random, 2 + (aT ? k : m) * lda);
        float[] b = randoms(random, 1 + (bT ? n : k) * ldb);
        float[] expected = randoms(random, 4 + m * ldc + 20);
        float[] actual = expected.clone();
        scalar.gemm(aT, bT, m, n, k, a, 2, lda, b, 1, ldb, expected, 4, ldc);
        vector.gemm(aT, bT, m, n, k, a, 2, lda, b, 1, ldb, actual, 4, ldc);
        assertClose(expected, actual, 1e-6f * (1 + (float) Math.sqrt(k)),
                "m " + m + ", n " + n + ", k " + k + ", aT " + aT + ", bT " + bT + ", seed " + seed);
    }

    @Test
    void howRowsAndColumnsAreSplitChangesNoBit() {
        int m = 29;
        int n = 85;
        int k = 600;
        Random random = new Random(1);
        float[] a = randoms(random, m * k);
        float[] b = randoms(random, k * n);
        float[] whole = new float[m * n];
        vector.gemm(false, false, m, n, k, a, 0, k, b, 0, n, whole, 0, n);
        for (int rows : new int[]{1, 2, 3, 5, 6, 7, 13}) {
            float[] split = new float[m * n];
            for (int row = 0; row < m; row += rows) {
                vector.gemm(false, false, Math.min(rows, m - row), n, k, a, row * k, k, b, 0, n, split, row * n, n);
            }
            assertThat(split).as("%d rows at a time", rows).isEqualTo(whole);
        }
        for (int columns : new int[]{1, 3, 16, 17, 33, 64}) {
            float[] split = new float[m * n];
            for (int j = 0; j < n; j += columns) {
                vector.gemm(false, false, m, Math.min(columns, n - j), k, a, 0, k, b, j, n, split, j, n);
            }
            assertThat(split).as("%d columns at a time", columns).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"70,300,60", "300,70,60", "64,64,256", "1,9000,300", "3,3,3", "900,100,17"})
    void sharedBetweenThreadsGivesTheSameBits(int m, int n, int k) {
        Random random = new Random(m);
        float[] a = randoms(random, m * k);
        float[] b = randoms(random, k * n);
        float[] start = randoms(random, m * n);
        for (int transposed = 0; transposed < 4; transposed++) {
            boolean aT = (transposed & 1) != 0;
            boolean bT = (transposed & 2) != 0;
            float[] alone = start.clone();
            Product.product(vector, Workers.one(), aT, bT, m, n, k, a, b, alone);
            for (int threads : new int[]{2, 3, 5}) {
                try (Workers workers = Workers.of(threads)) {
                    float[] shared = start.clone();
                    Product.product(vector, workers, aT, bT, m, n, k, a, b, shared);
                    assertThat(shared).isEqualTo(alone);
                }
            }
        }
    }
}

package dev.rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Warm kernels make no garbage. If one does, the JIT compiler has stopped keeping its vectors in registers, and it runs
/// up to a hundred times slower: bytes show that more surely than time.
class AllocationTest {
    private static final int CALLS = 200;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Kernels kernels = new VectorKernels();
    private final float[] a = KernelsAgreeTest.randoms(new Random(1), 100 * 100);
    private final float[] b = a.clone();
    private final float[] c = new float[100 * 100];

    @ParameterizedTest
    @ValueSource(strings = {"gemm bT", "gemm", "gemm aT", "gemm 3 vectors", "gemm 2 vectors", "gemm 1 row", "tanh",
            "sigmoid", "exp", "softmax", "softmaxBack",
            "reluBack", "addRow", "sumRows", "sumExp", "addExp", "addSoftmax", "max", "gemm 4 rows", "row product"})
    void allocatesNothingOnceWarm(String kernel) {
        assumeTrue(Best.fusedMultiplyAdd(),
                "without fused multiply-add in hardware, vectors are computed with objects");
        long least = Long.MAX_VALUE;
        // the JIT compiler works beside this thread and in its own time, longer where the machine is busy
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (least > CALLS && System.nanoTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call(kernel);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes allocated by %d calls", CALLS).isLessThanOrEqualTo(CALLS);
    }

    private void call(String kernel) {
        int n = 100;
        switch (kernel) {
            case "gemm" -> kernels.gemm(false, false, 9, 77, 20, a, 0, n, b, 0, n, c, 0, n);
            case "gemm bT" -> kernels.gemm(false, true, 9, 77, 21, a, 0, n, b, 0, n, c, 0, n);
            case "gemm aT" -> kernels.gemm(true, false, 9, 77, 20, a, 0, n, b, 0, n, c, 0, n);
            case "gemm 3 vectors" -> kernels.gemm(false, false, 9, 46, 20, a, 0, n, b, 0, n, c, 0, n);
            case "gemm 2 vectors" -> kernels.gemm(false, false, 9, 31, 20, a, 0, n, b, 0, n, c, 0, n);
            case "gemm 1 row" -> kernels.gemm(false, false, 1, 98, 20, a, 0, n, b, 0, n, c, 0, n);
            case "gemm 4 rows" -> kernels.gemm(false, false, 4, 64, 20, a, 0, n, b, 0, n, c, 0, n);
            case "row product" -> kernels.blocks().rowProduct(100, 20, a, 0, b, 0, n, c, 0);
            case "max" -> c[0] = kernels.max(a, 0, 205);
            case "sumExp" -> c[0] = (float) kernels.sumExp(0.5f, a, 0, 205);
            case "addExp" -> kernels.addExp(0.1, 0.5f, a, c, 0, 205);
            case "addSoftmax" -> kernels.addSoftmax(0.1, a, c, 0, 205);
            case "tanh" -> kernels.tanh(a, c, 0, 205);
            case "sigmoid" -> kernels.sigmoid(a, c, 0, 205);
            case "exp" -> kernels.exp(a, c, 0, 205);
            case "softmax" -> kernels.softmax(a, c, 45, 0, 5);
            case "softmaxBack" -> kernels.softmaxBack(a, b, c, 45, 0, 5);
            case "reluBack" -> kernels.reluBack(a, b, c, 0, 205);
            case "addRow" -> kernels.addRow(ROW, c, 0, 5);
            case "sumRows" -> kernels.sumRows(a, 5, ROW);
            default -> throw new IllegalArgumentException(kernel);
        }
    }

    private static final float[] ROW = new float[45];
}

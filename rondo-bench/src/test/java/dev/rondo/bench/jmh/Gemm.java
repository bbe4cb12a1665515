package dev.rondo.bench.jmh;

import dev.rondo.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// `c += a · b` on one thread, at the sizes of one time step and of a whole gradient. 2·m·n·k operations.
@State(Scope.Thread)
public class Gemm {
    /// Rows, columns, and what is summed over.
    @Param({"16,512,128", "32,1024,256", "64,2048,512", "1,512,128", "128,512,3200"})
    public String mnk = "16,512,128";

    private final Kernels kernels = Kernels.best();
    private int m;
    private int n;
    private int k;
    private float[] a = {};
    private float[] b = {};
    private float[] c = {};

    @Setup
    public void fill() {
        var sizes = mnk.split(",", -1);
        m = Integer.parseInt(sizes[0]);
        n = Integer.parseInt(sizes[1]);
        k = Integer.parseInt(sizes[2]);
        a = Numbers.small(m * k);
        b = Numbers.small(k * n);
        c = Numbers.small(m * n);
    }

    @Benchmark
    public float[] plain() {
        kernels.gemm(false, false, m, n, k, a, 0, k, b, 0, n, c, 0, n);
        return c;
    }

    @Benchmark
    public float[] rightTransposed() {
        kernels.gemm(false, true, m, n, k, a, 0, k, b, 0, k, c, 0, n);
        return c;
    }

    @Benchmark
    public float[] leftTransposed() {
        kernels.gemm(true, false, m, n, k, a, 0, m, b, 0, n, c, 0, n);
        return c;
    }
}

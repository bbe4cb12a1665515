package dev.rondo.bench.jmh;

import dev.rondo.kernel.Blocks;
import dev.rondo.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What one time step of an LSTM is made of, on one thread: the packed product, the curves, the blocks of its equations.
@State(Scope.Thread)
public class StepBlocks {
    /// Rows and units.
    @Param({"16,128", "32,256"})
    public String sizes = "16,128";

    private final Kernels kernels = Kernels.best();
    private final Blocks blocks = kernels.blocks();
    private int rows;
    private int units;
    private float[] weights = {};
    private float[] packed = {};
    private float[] h = {};
    private float[] z = {};
    private float[] c = {};

    @Setup
    public void fill() {
        var numbers = sizes.split(",", -1);
        rows = Integer.parseInt(numbers[0]);
        units = Integer.parseInt(numbers[1]);
        weights = Numbers.small(units * 4 * units);
        packed = new float[blocks.packedSize(units, 4 * units)];
        pack();
        h = Numbers.small(rows * units);
        z = Numbers.small(rows * 4 * units);
        c = Numbers.small(rows * units);
    }

    @Benchmark
    public float[] pack() {
        blocks.pack(false, units, 4 * units, weights, 0, 4 * units, packed);
        return packed;
    }

    @Benchmark
    public float[] product() {
        blocks.product(rows, 4 * units, units, h, 0, units, packed, z, 0, 4 * units);
        return z;
    }

    @Benchmark
    public float[] sigmoid() {
        kernels.sigmoid(h, c, 0, rows * units);
        return c;
    }

    @Benchmark
    public float[] tanh() {
        kernels.tanh(h, c, 0, rows * units);
        return c;
    }

    @Benchmark
    public float[] multiplyAdd() {
        blocks.multiplyAdd(c, 0, h, 0, z, 0, c, 0, rows * units);
        return c;
    }
}

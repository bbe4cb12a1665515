package dev.rondo.kernel;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.DoubleAdder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most that this machine can multiply and add, measured: fused multiply-adds in registers and nothing else. What
/// other measurements are shares of.
public final class Peak {
    /// Multiply-adds of one look, some milliseconds of a core.
    private static final long ROUNDS = 400_000;

    private Peak() {}

    /// GFLOP/s of all `workers` at once: the best of `looks` short looks, since whatever else the machine does takes away.
    /// Empty where the kernels are the scalar ones, which have no such peak.
    public static OptionalDouble gflops(Workers workers, int looks) {
        if (!(Kernels.best() instanceof VectorKernels)) return OptionalDouble.empty();
        double best = 0;
        for (int i = 0; i < looks; i++) best = Math.max(best, look(workers));
        return OptionalDouble.of(best);
    }

    /// Each piece times itself, so that how fast a thread wakes up plays no part.
    private static double look(Workers workers) {
        var sum = new DoubleAdder();
        workers.run(workers.threads(), _ -> {
            long start = System.nanoTime();
            float kept = Chains.run(ROUNDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (kept == 0) throw new IllegalStateException("a product of numbers that are not zero");
            sum.add(2.0 * Chains.COUNT * Chains.LANES * ROUNDS / seconds / 1e9);
        });
        return sum.sum();
    }

    /// Independent chains of multiply-adds, more than the units have stages.
    private static final class Chains {
        private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
        private static final int LANES = S.length();
        private static final int COUNT = 12;

        private static float run(long rounds) {
            var x = FloatVector.broadcast(S, 0.999f);
            var y = FloatVector.broadcast(S, 0.001f);
            var a0 = x;
            var a1 = y;
            var a2 = x;
            var a3 = y;
            var a4 = x;
            var a5 = y;
            var a6 = x;
            var a7 = y;
            var a8 = x;
            var a9 = y;
            var a10 = x;
            var a11 = y;
            for (long i = 0; i < rounds; i++) {
                a0 = a0.fma(x, y);
                a1 = a1.fma(x, y);
                a2 = a2.fma(x, y);
                a3 = a3.fma(x, y);
                a4 = a4.fma(x, y);
                a5 = a5.fma(x, y);
                a6 = a6.fma(x, y);
                a7 = a7.fma(x, y);
                a8 = a8.fma(x, y);
                a9 = a9.fma(x, y);
                a10 = a10.fma(x, y);
                a11 = a11.fma(x, y);
            }
            return a0.add(a1).add(a2).add(a3).add(a4).add(a5).add(a6).add(a7).add(a8).add(a9).add(a10).add(a11).lane(0);
        }
    }
}

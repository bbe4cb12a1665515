package dev.rondo.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;

/// What one run of something takes.
///
/// @param milliseconds the median over blocks of runs
/// @param best of the fastest block: what the machine can do when left alone
/// @param bytes allocated by all threads together, on average over the blocks
public record Timing(double milliseconds, double best, double bytes) {
    private static final int BLOCKS = 15;

    /// Thirds of the measuring time that a warm-up takes at most.
    private static final int ROUNDS = 45;

    /// Runs until warm, and then for `seconds` in blocks that are timed; three runs at the least.
    public static Timing of(Runnable run, double seconds) {
        double each = warmUp(run, seconds);
        int perBlock = (int) Math.clamp(seconds / BLOCKS / each, 1, 1_000_000);
        var times = new ArrayList<Double>();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getTotalThreadAllocatedBytes();
        for (double spent = 0; spent < seconds || times.size() < 3;) {
            double time = seconds(run, perBlock);
            times.add(time / perBlock * 1e3);
            spent += time;
        }
        bytes = threads.getTotalThreadAllocatedBytes() - bytes;
        return new Timing(median(times), Collections.min(times), (double) bytes / perBlock / times.size());
    }

    /// The seconds of one run once warm: at least `seconds` of runs, and on as long as they allocate less and less. Vectors
    /// that are still on the heap mean that the JIT compiler is not done, which may take long on a busy machine.
    private static double warmUp(Runnable run, double seconds) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double each = seconds(run, 1);
        double least = Double.MAX_VALUE;
        for (int round = 0, idle = 0; round < ROUNDS && idle < 3; round++) {
            int runs = (int) Math.clamp(seconds / 3 / each, 1, 1_000_000);
            long before = threads.getTotalThreadAllocatedBytes();
            each = seconds(run, runs) / runs;
            double bytes = (double) (threads.getTotalThreadAllocatedBytes() - before) / runs;
            idle = bytes < 0.95 * least ? 0 : idle + 1;
            least = Math.min(least, bytes);
        }
        return each;
    }

    private static double seconds(Runnable run, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) run.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(ArrayList<Double> numbers) {
        Collections.sort(numbers);
        int n = numbers.size();
        return (numbers.get((n - 1) / 2) + numbers.get(n / 2)) / 2;
    }
}

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

    /// Runs for `seconds` to warm up, and then for as long in blocks that are timed; three runs at the least.
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

    /// The seconds of one run, by those of the last half.
    private static double warmUp(Runnable run, double seconds) {
        double each = seconds(run, 1);
        for (double left = seconds - each; left > 0;) {
            int runs = (int) Math.clamp(left / 2 / each, 1, 1_000_000);
            double time = seconds(run, runs);
            each = time / runs;
            left -= time;
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

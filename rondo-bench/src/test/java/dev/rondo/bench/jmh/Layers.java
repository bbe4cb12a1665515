package dev.rondo.bench.jmh;

import dev.rondo.bench.Works;
import dev.rondo.kernel.Machine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Whole works of [Works], under JMH: forward alone and full training steps.
@State(Scope.Thread)
public class Layers {
    @Param({"infer-lstm-32-200-128-128", "train-lstm-50-49-1-50", "train-lstm-32-200-128-128"})
    public String work = "train-lstm-50-49-1-50";

    @Param("1")
    public int threads = 1;

    private Runnable run = () -> {};

    @Setup
    public void make() {
        run = Works.named(work).start().apply(Machine.of(threads));
    }

    @Benchmark
    public void run() {
        run.run();
    }
}

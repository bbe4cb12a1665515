package dev.rondo.bench;

import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Peak;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Measures works one after the other and prints a line for each.
///
/// The peak is looked for before every work, and the best so far counts: on a machine that does other things as well it
/// is what another moment allowed.
public final class Bench {
    private final Machine machine;
    private final double seconds;
    private final PrintStream out;
    private final List<Measured> done = new ArrayList<>();
    private OptionalDouble peak = OptionalDouble.empty();

    /// @param seconds of measuring for each work once warm
    public Bench(int threads, double seconds, PrintStream out) {
        this.machine = Machine.of(threads);
        this.seconds = seconds;
        this.out = out;
    }

    public void header() {
        // the first looks are the JIT compiler's
        peak = Peak.gflops(machine.workers(), 30);
        out.println(Host.describe());
        out.println("%d %s; %s; %s s a work, warm".formatted(threads(),
                threads() == 1 ? "thread" : "threads", peak.isPresent()
                        ? "peak of fused multiply-adds %.0f GFLOP/s".formatted(peak.getAsDouble())
                        : "slow scalar kernels, whose peak is not measured",
                seconds));
        out.println();
        out.println("%-34s %10s %9s %8s %12s %14s %9s".formatted("", "ms", "GFLOP/s", "of peak", "tokens/s",
                "bytes/run", "MB held"));
    }

    /// Makes a work, measures it and prints a line.
    public Measured measure(Work work) {
        Peak.gflops(machine.workers(), 5).ifPresent(p -> peak = OptionalDouble.of(Math.max(p, peak.orElse(0))));
        long before = Host.heldBytes();
        var run = work.start().apply(machine);
        var timing = Timing.of(run, seconds);
        var measured = new Measured(work, timing, Math.max(0, Host.heldBytes() - before), peak);
        run.run(); // and so the work is still in use where the heap is looked at
        out.println("%-34s %10s %9.1f %8s %,12.0f %,14.0f %,9.1f".formatted(work.name(),
                Host.significant(timing.milliseconds()), measured.gflops(),
                measured.ofPeak().isPresent() ? "%.0f %%".formatted(100 * measured.ofPeak().getAsDouble()) : "",
                measured.tokensPerSecond(), timing.bytes(), measured.heldBytes() / 1e6));
        done.add(measured);
        return measured;
    }

    public void line(String text) { out.println(text); }

    public int threads() { return machine.workers().threads(); }

    /// All that was measured, as names and numbers.
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("host", Host.describe());
        facts.put("threads", threads());
        facts.put("seconds", seconds);
        peak.ifPresent(p -> facts.put("peakGflops", p));
        facts.put("works", done.stream().map(Measured::facts).toList());
        return facts;
    }
}

package dev.rondo.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What a work took.
///
/// @param heldBytes on the heap between two runs, more than before the work was made: weights, optimizer, buffers
/// @param peak GFLOP/s of the machine; empty if it could not be measured
public record Measured(Work work, Timing timing, long heldBytes, OptionalDouble peak) {
    public double gflops() { return work.flops() / timing.milliseconds() / 1e6; }

    public OptionalDouble ofPeak() {
        return peak.isPresent() ? OptionalDouble.of(gflops() / peak.getAsDouble()) : peak;
    }

    public double tokensPerSecond() { return work.tokens() / timing.milliseconds() * 1e3; }

    /// The same as names and numbers.
    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("work", work.name());
        facts.put("milliseconds", timing.milliseconds());
        facts.put("bestMilliseconds", timing.best());
        facts.put("gflops", gflops());
        ofPeak().ifPresent(share -> facts.put("ofPeak", share));
        facts.put("tokensPerSecond", tokensPerSecond());
        facts.put("bytesPerRun", timing.bytes());
        facts.put("heldBytes", heldBytes);
        return facts;
    }
}

package dev.rondo.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// That the benchmarks run, not how fast: in this JVM, each for a moment.
class JmhTest {
    @Test
    void everyBenchmarkRuns() throws RunnerException {
        var results = new Runner(new OptionsBuilder().include("dev.rondo.bench.jmh").forks(0).warmupIterations(0)
                .measurementIterations(1).measurementTime(TimeValue.milliseconds(1)).param("mnk", "3,17,5")
                .param("sizes", "2,16").param("work", "train-lstm-50-49-1-50").shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT).build()).run();
        assertThat(results).hasSize(9);
    }
}

package dev.rondo.cli;

import dev.rondo.RondoException;
import dev.rondo.bench.Bench;
import dev.rondo.bench.Padding;
import dev.rondo.bench.Scaling;
import dev.rondo.bench.Work;
import dev.rondo.bench.Works;
import dev.rondo.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// `rondo bench`: how fast Rondo is on this machine.
@Command(name = "bench", mixinStandardHelpOptions = true, versionProvider = Version.class, header = "Measure how fast Rondo is here.", description = {
        "", "Prints, for training steps and inference of several sizes, milliseconds, GFLOP/s of the products, their"
                + " share of what this machine can do at most, measured along, and bytes allocated. Names say what is"
                + " done, with which cell, and batch, time, inputs and units. Other work on the machine spoils it.",
        ""}, footer = {"", "Examples:", "", "  rondo bench --only train-lstm --seconds 5",
                "  rondo bench --threads 1 --json bench.json", "  rondo bench --scaling"})
final class BenchCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to run on; all cores unless said.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--only", paramLabel = "NAME", description = "Only works whose names hold this, such as lstm.")
    String only = "";

    @Option(names = "--seconds", paramLabel = "S", description = "Seconds of measuring for each work, once it"
            + " is warm; 2 unless said.")
    double seconds = 2;

    @Option(names = "--scaling", description = "Instead: longer sequences and larger batches, and memory.")
    boolean scaling;

    @Option(names = "--padding", description = "Instead: batches of sequences of random lengths, and full ones.")
    boolean padding;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the numbers to a file, too.")
    Optional<Path> json = Optional.empty();

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!(seconds > 0) || seconds > 3600) {
            throw new RondoException("bench: --seconds must lie between 0 and 3600, got " + seconds);
        }
        var works = Works.all().stream().filter(w -> w.name().contains(only)).toList();
        if (works.isEmpty()) {
            throw new RondoException("bench: no work has \"%s\" in its name; there are %s".formatted(Plain.of(only),
                    Works.all().stream().map(Work::name).collect(Collectors.joining(", "))));
        }
        var bench = new Bench(threads, seconds, console.out());
        bench.header();
        if (scaling) Scaling.run(bench);
        if (padding) Padding.run(bench);
        if (!scaling && !padding) works.forEach(bench::measure);
        json.ifPresent(file -> write(file, bench));
        return 0;
    }

    private static void write(Path file, Bench bench) {
        var text = JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(bench.facts());
        AtomicFile.write(file, out -> out.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}

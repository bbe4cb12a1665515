package dev.rondo.cli;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of everything that trains. Absent ones leave the job's own choice.
final class TrainingOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "How often to go over the training data.")
    Optional<Integer> epochs = Optional.empty();

    @Option(names = "--batch-size", paramLabel = "N", description = "How many texts make one step.")
    Optional<Integer> batchSize = Optional.empty();

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Adam's step size.")
    Optional<Double> learningRate = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Where all randomness comes from: the same seed gives the same model. 42 unless said.")
    long seed = 42;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder to write to; it must not be there yet. Unless said, the next free runs/NAME-1, -2, ...")
    Optional<Path> out = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "All cores unless said. The result does not depend on it.")
    Optional<Integer> threads = Optional.empty();

    @Option(names = "--verbose", paramLabel = "0|1|2", description = "0: no epochs are shown; 1: a bar an epoch on a terminal, else a line; 2: a line an epoch.")
    int verbose = 1;

    /// Throws if a value cannot be meant.
    void check() {
        atLeastOne("--epochs", epochs);
        atLeastOne("--batch-size", batchSize);
        atLeastOne("--threads", threads);
        learningRate.filter(r -> !(r > 0 && Double.isFinite(r))).ifPresent(r -> {
            throw new RondoException(
                    "--learning-rate: a finite number above 0 is expected, got %s; 0.001 is usual".formatted(r));
        });
        if (verbose < 0 || verbose > 2) throw new RondoException("--verbose: 0, 1 or 2 is expected, got " + verbose);
        out.filter(Files::exists).ifPresent(o -> {
            throw new RondoException("--out: %s is there already; name a folder that is not".formatted(o));
        });
    }

    Machine machine() {
        return Machine.of(threads.orElse(Runtime.getRuntime().availableProcessors()));
    }

    private static void atLeastOne(String option, Optional<Integer> value) {
        value.filter(v -> v < 1).ifPresent(v -> {
            throw new RondoException("%s: at least 1 is expected, got %d".formatted(option, v));
        });
    }
}

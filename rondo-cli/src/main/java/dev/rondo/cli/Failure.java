package dev.rondo.cli;

import dev.rondo.DataException;
import dev.rondo.DivergedException;
import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.StorageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// What went wrong, as one line and an exit code.
final class Failure {
    static final int BUG = 1;
    static final int USAGE = 2;
    static final int DATA = 3;
    static final int MODEL_FILE = 4;
    static final int STORAGE = 5;
    static final int DIVERGED = 6;
    static final int MEMORY = 7;
    private static final int LONGEST = 600;

    private Failure() {}

    static int exitCode(Throwable e) {
        return switch (e) {
            case DataException _ -> DATA;
            case ModelFileException _ -> MODEL_FILE;
            case StorageException _ -> STORAGE;
            case DivergedException _ -> DIVERGED;
            case RondoException _ -> USAGE;
            case CommandLine.ParameterException _ -> USAGE;
            case OutOfMemoryError _ -> MEMORY;
            default -> BUG;
        };
    }

    static String line(Throwable e) {
        return switch (e) {
            case CommandLine.ParameterException p -> oneLine(p.getMessage()) + suggestion(p) + "; see " + help(p);
            case RondoException r -> oneLine(r.getMessage());
            case OutOfMemoryError _ ->
                "out of memory with a heap of %,d MB; give more (RONDO_OPTS=-Xmx8g), or use a smaller --batch-size"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20);
            default -> oneLine(e.toString()) + "; this is a bug: rerun with --debug, and report what it prints";
        };
    }

    private static String suggestion(CommandLine.ParameterException e) {
        if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) return "";
        var near = unmatched.getSuggestions();
        return near.isEmpty() ? "" : "; did you mean " + near.getFirst();
    }

    private static String help(CommandLine.ParameterException e) {
        return e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static String oneLine(@Nullable String message) {
        var line = String.valueOf(message).replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}

package dev.rondo.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command `rondo`: its subcommands, and how each of them ends.
@Command(name = "rondo", mixinStandardHelpOptions = true, versionProvider = Version.class, header = "Recurrent neural networks on the JVM.", description = {
        "", "Trains networks that read text, word by word, and uses them.",
        ""}, commandListHeading = "%nCommands:%n", optionListHeading = "%nOptions:%n", footer = {"", "Examples:", "",
                "  rondo train                                    the main job: what is a definition about?",
                "  rondo train reuters --model lstm               the newswire lab, one of six models",
                "  rondo train reviews.csv --text review --label stars",
                "  rondo predict runs/reviews-1/model.rondo --text \"Never again.\"",
                "  rondo evaluate runs/reviews-1/model.rondo --data more.csv --text review --label stars",
                "  rondo summary runs/reviews-1/model.rondo",
                "  rondo bench                                    how fast Rondo is here", "",
                "rondo help COMMAND or rondo COMMAND --help says more about each.", "",
                "Exit codes: 0 done, 1 a bug, 2 wrong usage, 3 data, 4 model file, 5 disk, 6 training diverged,",
                "7 out of memory."}, subcommands = {TrainCommand.class, EvaluateCommand.class, PredictCommand.class,
                        SummaryCommand.class, BenchCommand.class,
                        CommandLine.HelpCommand.class})
public final class Rondo implements Runnable {
    private final Console console;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "On an error, show the whole stack trace.")
    boolean debug;

    private Rondo(Console console) {
        this.console = console;
    }

    /// Runs one command line. Errors are one line on `console.err()`, and never thrown.
    ///
    /// @return the exit code
    public static int run(Console console, String... args) {
        var rondo = new Rondo(console);
        var line = new CommandLine(rondo, new Commands(console))
                .setUsageHelpWidth(100).setOut(writer(console.out())).setErr(writer(console.err()))
                .setParameterExceptionHandler((e, _) -> rondo.fail(e))
                .setExecutionExceptionHandler((e, _, _) -> rondo.fail(e));
        line.getHelpSectionMap().remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER_HEADING);
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return rondo.fail(e);
        }
    }

    private int fail(Throwable e) {
        console.out().flush();
        if (debug) e.printStackTrace(console.err());
        console.err().println("rondo: " + Failure.line(e));
        return Failure.exitCode(e);
    }

    /// Without a command: what there is.
    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /// Makes the commands, each with the console.
    private record Commands(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == TrainCommand.class) return type.cast(new TrainCommand(console));
            if (type == EvaluateCommand.class) return type.cast(new EvaluateCommand(console));
            if (type == PredictCommand.class) return type.cast(new PredictCommand(console));
            if (type == SummaryCommand.class) return type.cast(new SummaryCommand(console));
            if (type == BenchCommand.class) return type.cast(new BenchCommand(console));
            return CommandLine.defaultFactory().create(type);
        }
    }
}

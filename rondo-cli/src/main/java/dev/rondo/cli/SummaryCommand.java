package dev.rondo.cli;

import dev.rondo.file.RondoFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `rondo summary`: what a model file holds.
@Command(name = "summary", mixinStandardHelpOptions = true, versionProvider = Version.class, header = "Show what a model file holds.", description = {
        "", "Prints the table of layers that Keras prints, then what else is in the file: words, labels, and what"
                + " it was trained on.",
        ""}, footer = {"", "Example:", "", "  rondo summary runs/glosses-1/model.rondo"})
final class SummaryCommand implements Callable<Integer> {
    private static final int LABELS_SHOWN = 60;

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, such as runs/glosses-1/model.rondo.")
    Path file = Path.of("model.rondo");

    SummaryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var saved = RondoFile.load(file);
        var out = console.out();
        out.print(saved.model().summary());
        out.println();
        saved.words().ifPresent(w -> out.println("words: %,d, the first %s".formatted(w.vocabulary().size(),
                w.vocabulary().stream().limit(8).collect(Collectors.joining(", ")))));
        if (!saved.labels().isEmpty()) {
            var more = saved.labels().size() > LABELS_SHOWN ? ", …" : "";
            out.println("labels: %d: %s%s".formatted(saved.labels().size(), saved.labels().stream().limit(LABELS_SHOWN)
                    .map(Plain::of).collect(Collectors.joining(", ")), more));
        }
        saved.about().forEach((fact, value) -> out.println(Plain.of(fact) + ": " + Plain.of(value)));
        return 0;
    }
}

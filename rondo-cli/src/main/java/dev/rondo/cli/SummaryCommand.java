package dev.rondo.cli;

import dev.rondo.RondoException;
import dev.rondo.file.AtomicFile;
import dev.rondo.file.RondoFile;
import dev.rondo.model.Model;
import dev.rondo.model.picture.Picture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rondo summary`: what a model file holds.
@Command(name = "summary", mixinStandardHelpOptions = true, versionProvider = Version.class, header = "Show what a model file holds.", description = {
        "", "Prints the table of layers that Keras prints, then what else is in the file: words, labels, and what"
                + " it was trained on. With --svg also a picture of the model, boxes and arrows.",
        ""}, footer = {"", "Examples:", "", "  rondo summary runs/glosses-1/model.rondo",
                "  rondo summary runs/glosses-1/model.rondo --svg model.svg"})
final class SummaryCommand implements Callable<Integer> {
    private static final int LABELS_SHOWN = 60;

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, such as runs/glosses-1/model.rondo.")
    Path file = Path.of("model.rondo");

    @Option(names = "--svg", paramLabel = "FILE", description = "Write a picture of the model to a file, too.")
    Optional<Path> svg = Optional.empty();

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
        svg.ifPresent(target -> draw(saved.model(), target));
        return 0;
    }

    private void draw(Model model, Path target) {
        if (target.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw new RondoException("--svg: %s is the model itself; name another file".formatted(target));
        }
        var picture = Picture.of(model).showShapes().showLayerNames().showLayerActivations().svg();
        AtomicFile.write(target, out -> out.write(picture.getBytes(StandardCharsets.UTF_8)));
        console.out().println("picture: " + target);
    }
}

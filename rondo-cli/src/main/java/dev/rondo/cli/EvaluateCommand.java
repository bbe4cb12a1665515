package dev.rondo.cli;

import dev.rondo.DataException;
import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.data.LabelEncoder;
import dev.rondo.data.Sequences;
import dev.rondo.file.RondoFile;
import dev.rondo.file.Saved;
import dev.rondo.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rondo evaluate`: how good a trained model is on data.
@Command(name = "evaluate", mixinStandardHelpOptions = true, versionProvider = Version.class, header = "Judge a trained model on labelled data.", description = {
        "", "Prints accuracy, micro and macro F1, and the ten pairs of classes that are confused most.", "",
        "With a file, all its rows count, unless they are the very rows the model was trained on: then only those"
                + " that training has kept apart for testing do. glosses and reuters mean their test part.",
        ""}, footer = {"", "Examples:", "", "  rondo evaluate runs/glosses-1/model.rondo --data glosses",
                "  rondo evaluate runs/reviews-1/model.rondo --data more.csv --text review --label stars",
                "  rondo evaluate runs/reuters-lstm-1/model.rondo --data reuters --folder ~/data"})
final class EvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, such as runs/glosses-1/model.rondo.")
    Path file = Path.of("model.rondo");

    @Option(names = "--data", required = true, paramLabel = "DATA", description = "A CSV or TSV file, glosses, or reuters.")
    String data = "";

    @Option(names = "--folder", paramLabel = "DIR", description = "For reuters: where the archive is; unless said, as for rondo train reuters.")
    Optional<Path> folder = Optional.empty();

    @Mixin
    CsvOptions csv = new CsvOptions();

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var saved = RondoFile.load(file);
        if (!data.equals("reuters") && folder.isPresent())
            throw new RondoException("--folder: only for reuters, not for " + data);
        var verdict = switch (data) {
            case "reuters" -> reuters(saved);
            case "glosses" -> texts(saved, TextData.glosses().test(), "WordNet glosses, test part: ");
            default -> own(saved, Path.of(data));
        };
        verdict.lines().forEach(console.out()::println);
        return 0;
    }

    private Verdict own(Saved saved, Path path) {
        var rows = csv.read(path);
        boolean trainedOn = rows.fingerprint().equals(saved.about().get("rows"));
        return trainedOn
                ? texts(saved, TextData.split(rows).get(2),
                        path + ", only the rows kept apart when the model was trained on it: ")
                : texts(saved, rows, path + ": ");
    }

    private Verdict texts(Saved saved, LabelledTexts texts, String on) {
        if (data.equals("glosses")) csv.none(data);
        var classifier = TextClassifier.of(saved, file.toString());
        var labels = LabelEncoder.of(classifier.labels());
        var sequences = Sequences.of(TextClassifier.ids(classifier.words(), texts.texts()), known(labels, texts));
        return new Verdict(on + "%,d texts".formatted(texts.size()),
                Judge.judge(classifier.model(), sequences, labels.size()),
                labels.names(), List.of());
    }

    private static int[] known(LabelEncoder labels, LabelledTexts texts) {
        try {
            return labels.encode(texts.labels());
        } catch (RondoException e) {
            throw new DataException(String.valueOf(e.getMessage()), e);
        }
    }

    private Verdict reuters(Saved saved) {
        csv.none(data);
        if (!ReutersTraining.PROTOCOL.equals(saved.about().get("protocol"))) {
            throw new ModelFileException("%s: not a model of rondo train reuters; it was trained on %s".formatted(file,
                    saved.about().getOrDefault("data", "other data")));
        }
        var reuters = Reuters46.load(folder, console);
        boolean raw = saved.model().inputShape().equals(Shape.of(Shape.ANY, Reuters46.STEPS, 1));
        int topics = reuters.topics().size();
        var test = Reuters46.data(reuters.test(), topics, raw);
        return new Verdict("Reuters (%s): %,d test articles".formatted(reuters.source(), test.size()),
                Judge.judge(saved.model(), test, topics), reuters.topics(), List.of());
    }
}

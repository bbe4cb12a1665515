package dev.rondo.cli;

import dev.rondo.RondoException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rondo train`: a model from data.
@Command(name = "train", mixinStandardHelpOptions = true, versionProvider = Version.class, header = "Train a model on text, and judge it beside two simple methods.", synopsisHeading = "", customSynopsis = {
        "Usage: rondo train [OPTIONS]", "       rondo train reuters [--model MODEL] [--data DIR] [OPTIONS]",
        "       rondo train FILE.csv --text COLUMN --label COLUMN [OPTIONS]"}, description = {"",
                "Without arguments, the main job: which of 45 topics is a dictionary definition about? WordNet's 117,791"
                        + " glosses come with the build; an embedding and a bidirectional LSTM learn them in a few minutes.",
                "",
                "reuters is the newswire lab: 1,395 + 599 short articles on 46 topics, as Keras has them. The archive is"
                        + " looked for in --data DIR, then in the folder that RONDO_DATA names, then in the cache"
                        + " (~/.cache/rondo), and else downloaded from its official address"
                        + " (archive.ics.uci.edu, dataset 137) into the cache.",
                "",
                "A CSV or TSV file of your own needs a header line; name the columns that hold texts and labels. Of its rows,"
                        + " eight tenths train, one tenth chooses the epoch, one tenth judges.",
                "",
                "Each run leaves a folder: model.rondo, history.csv, learning-curves.png, confusion.png, report.txt.",
                ""}, footer = {"", "Examples:", "", "  rondo train",
                        "  rondo train --epochs 3 --seed 7 --out runs/short",
                        "  rondo train reuters --model stacked-lstm --data ~/data",
                        "  rondo train reviews.csv --text review --label stars",
                        "  rondo train ratings.txt --text document --label label --separator tab --no-quotes",
                        "  rondo train 리뷰.csv --text 내용 --label 감정 --encoding cp949"})
final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", arity = "0..1", paramLabel = "WHAT", description = "glosses (the main job), reuters, or a CSV or TSV file.")
    String what = "glosses";

    @Option(names = "--model", paramLabel = "MODEL", description = "For reuters: simple-rnn, stacked-rnn, lstm, stacked-lstm, bidirectional or embedding-lstm, the last unless said.")
    Optional<String> model = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "For reuters: look for the archive in this folder, and nowhere else.")
    Optional<Path> data = Optional.empty();

    @Mixin
    CsvOptions csv = new CsvOptions();

    @Mixin
    TrainingOptions options = new TrainingOptions();

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        options.check();
        boolean reuters = what.equals("reuters");
        if (!reuters && model.isPresent()) throw new RondoException("--model: only for reuters, not for " + what);
        if (!reuters && data.isPresent())
            throw new RondoException("--data: only for reuters; name your own file as in rondo train FILE.csv");
        switch (what) {
            case "glosses" -> {
                csv.none(what);
                new TextTraining(console, options).run(TextData.glosses(), Sizes.GLOSSES.with(options), Map.of());
            }
            case "reuters" -> {
                csv.none(what);
                new ReutersTraining(console, options)
                        .run(model.map(ReutersModel::named).orElse(ReutersModel.EMBEDDING_LSTM), data);
            }
            default -> own(Path.of(what));
        }
        return 0;
    }

    private void own(Path file) {
        var rows = csv.read(file);
        new TextTraining(console, options).run(TextData.of(file, rows), Sizes.of(rows.size()).with(options),
                Map.of("rows", rows.fingerprint()));
    }
}

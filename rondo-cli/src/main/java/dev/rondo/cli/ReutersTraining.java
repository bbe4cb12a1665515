package dev.rondo.cli;

import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.loss.Losses.categoricalCrossentropy;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.optimizer.Optimizers.adam;

import dev.rondo.file.Saved;
import dev.rondo.model.Seed;
import dev.rondo.text.Reuters;
import dev.rondo.train.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The newswire lab: one of six models, trained as the slides train it. Its validation data is its test data, as there, so
/// nothing is chosen by it: all epochs are run, and the last one counts.
final class ReutersTraining {
    static final String PROTOCOL = "reuters";
    private static final int BATCH = 50;
    private static final double RATE = 0.001;

    private final Console console;
    private final TrainingOptions options;

    ReutersTraining(Console console, TrainingOptions options) {
        this.console = console;
        this.options = options;
    }

    void run(ReutersModel kind, Optional<Path> folder) {
        var reuters = Reuters46.load(folder, console);
        int topics = reuters.topics().size();
        try (var run = new Run(console, options, "reuters-" + kind)) {
            var model = kind.model(Seed.seed(options.seed), topics).on(options.machine());
            introduce(run.report(), reuters, kind);
            run.report().gap().say(model.summary()).gap();
            var test = Reuters46.data(reuters.test(), topics, kind.raw());
            var training = Training.compile(model, adam(options.learningRate.orElse(RATE)),
                    kind.raw() ? categoricalCrossentropy() : sparseCategoricalCrossentropy(), accuracy());
            var history = training.fit(Reuters46.data(reuters.train(), topics, kind.raw()),
                    epochs(options.epochs.orElse(kind.epochs())), batchSize(options.batchSize.orElse(BATCH)),
                    validation(test), TextTraining.shown(console, options), Keep.history(run.folder()));
            var saved = Saved.of(model).labels(reuters.topics()).about("protocol", PROTOCOL)
                    .about("model", kind.toString())
                    .about("data", "Reuters newswires, " + reuters.source()).about("rondo", Version.number());
            run.finish(saved, history, new Verdict("%,d test articles".formatted(test.size()),
                    Judge.judge(model, test, topics), reuters.topics(), rivals(reuters)),
                    "evaluate %s --data reuters");
        }
    }

    private static void introduce(Report report, Reuters reuters, ReutersModel kind) {
        report.say("Data: Reuters newswires of 1987 as Keras has them (" + reuters.source() + ")");
        report.say("%,d articles for training, %,d for testing; %d topics; at most %d words, of the %,d most frequent"
                .formatted(
                        reuters.train().size(), reuters.test().size(), reuters.topics().size(), Reuters46.STEPS,
                        Reuters46.WORDS));
        report.say("Model: " + kind
                + (kind.raw() ? ", fed the word numbers themselves, padded in front to 49 steps" : ""));
        report.say("Validation is the test part, as in the slides: nothing is chosen by it, the last epoch counts.");
    }

    private static List<Verdict.Rival> rivals(Reuters reuters) {
        return Rivals.of(reuters.train().sequences(), reuters.train().labels(), reuters.test().sequences(),
                reuters.test().labels(), reuters.topics(), Reuters46.WORDS);
    }
}

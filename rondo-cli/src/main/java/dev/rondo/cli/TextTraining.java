package dev.rondo.cli;

import static dev.rondo.train.Fitting.progress;
import static dev.rondo.train.Fitting.verbose;

import dev.rondo.data.Sequences;
import dev.rondo.file.Saved;
import dev.rondo.model.Seed;
import dev.rondo.train.callback.FitOption;
import java.util.Map;

/// Trains a classifier on texts and says how it went: the main job, and the same for a user's own file.
final class TextTraining {
    private final Console console;
    private final TrainingOptions options;

    TextTraining(Console console, TrainingOptions options) {
        this.console = console;
        this.options = options;
    }

    /// @param facts what the model file is to remember beside
    void run(TextData data, Sizes sizes, Map<String, String> facts) {
        try (var run = new Run(console, options, data.what())) {
            var job = TextClassifierJob.of(data.train().texts(), data.labels(), sizes, Seed.seed(options.seed),
                    options.machine());
            introduce(run.report(), data, job);
            var train = data(job, data.train());
            var keep = Keep.best(run.folder(), () -> saved(job, data, facts));
            var history = job.fit(train, data(job, data.validation()), keep, shown(console, options));
            var best = history.best("val_accuracy");
            run.report().gap().say("Kept: epoch %d, with the best validation accuracy, %.4f".formatted(best.epoch() + 1,
                    best.value()));
            run.finish(saved(job, data, facts).about("epoch", String.valueOf(best.epoch() + 1)), history,
                    verdict(job, train, data(job, data.test())),
                    "predict %s --text \"...\"");
        }
    }

    private static Sequences data(TextClassifierJob job, LabelledTexts part) {
        return job.data(part.texts(), part.labels());
    }

    private static void introduce(Report report, TextData data, TextClassifierJob job) {
        report.say("Data: " + data.source());
        report.say("%,d texts for training, %,d for validation, %,d for testing; %d classes; vocabulary of %,d words"
                .formatted(
                        data.train().size(), data.validation().size(), data.test().size(), data.labels().size(),
                        job.words().vocabulary().size()));
        report.gap().say(job.model().summary()).gap();
    }

    /// Judged on the test texts, which nothing was chosen by.
    private static Verdict verdict(TextClassifierJob job, Sequences train, Sequences test) {
        var names = job.labels().names();
        var matrix = Judge.judge(job.model(), test, names.size());
        return new Verdict("%,d test texts".formatted(test.size()), matrix, names,
                Rivals.of(train.sequences(), train.labels(),
                        test.sequences(), test.labels(), names, job.words().size()));
    }

    private static Saved saved(TextClassifierJob job, TextData data, Map<String, String> facts) {
        var saved = job.classifier().saved().about("data", data.source()).about("rondo", Version.number());
        for (var fact : facts.entrySet()) saved = saved.about(fact.getKey(), fact.getValue());
        return saved;
    }

    /// How epochs are shown.
    static FitOption shown(Console console, TrainingOptions options) {
        return options.verbose == 0 ? verbose(0) : progress(console.out(), console.terminal() && options.verbose == 1);
    }
}

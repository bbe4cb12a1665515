package dev.rondo.cli;

import dev.rondo.RondoException;
import dev.rondo.file.AtomicFile;
import dev.rondo.file.RondoFile;
import dev.rondo.file.Saved;
import dev.rondo.plot.ConfusionPicture;
import dev.rondo.plot.Fonts;
import dev.rondo.plot.LearningCurves;
import dev.rondo.train.callback.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One training from its first line to its last: what it says, and the folder it leaves.
final class Run implements AutoCloseable {
    private final Console console;
    private final RunFolder folder;
    private final Report report;
    private final long start = System.nanoTime();

    Run(Console console, TrainingOptions options, String what) {
        this.console = console;
        this.folder = new RunFolder(options.out, what);
        this.report = new Report(console);
    }

    Report report() {
        return report;
    }

    RunFolder folder() {
        return folder;
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /// Says how it went, and writes the model, the pictures and the report.
    ///
    /// @param use the command that comes next, with `%s` for the model file
    void finish(Saved model, History history, Verdict verdict, String use) {
        report.gap().say(verdict.lines()).gap();
        var saved = model.about("accuracy", "%.4f on %s".formatted(verdict.accuracy(), verdict.on())).about("macro F1",
                "%.4f".formatted(verdict.macroF1()));
        folder.write("model.rondo", file -> RondoFile.save(saved, file));
        boolean drawn = pictures(history, verdict);
        report.say(String.format(Locale.ROOT, "Took %.0f s. Written to %s: model.rondo, history.csv, %sreport.txt",
                seconds(), place(), drawn ? "learning-curves.png, confusion.png, " : ""));
        report.say("Use it: rondo " + use.formatted(place() + "/model.rondo"));
        folder.write("report.txt",
                file -> AtomicFile.write(file, out -> out.write(report.text().getBytes(StandardCharsets.UTF_8))));
    }

    private String place() {
        try {
            return folder.path().toString();
        } catch (IOException e) {
            throw new RondoException("the run's folder is gone", e);
        }
    }

    /// Whether they could be drawn: a machine without fonts cannot, and the training is not lost for that.
    private boolean pictures(History history, Verdict verdict) {
        try {
            folder.write("learning-curves.png", LearningCurves.of(byName(history))::write);
            var title = String.format(Locale.ROOT, "%.1f %% of %,.0f right", 100 * verdict.accuracy(),
                    verdict.matrix().total());
            folder.write("confusion.png", ConfusionPicture.of(verdict.matrix(), verdict.labels(), title)::write);
            Fonts.warning(verdict.labels()).ifPresent(this::warn);
            return true;
        } catch (RondoException e) {
            throw e;
        } catch (RuntimeException | LinkageError | InternalError e) {
            warn("pictures: this machine cannot draw (%s); install fontconfig and a font, such as fonts-dejavu"
                    .formatted(e));
            return false;
        }
    }

    private void warn(String warning) {
        console.err().println("rondo: " + warning);
    }

    private static Map<String, List<Double>> byName(History history) {
        var all = new LinkedHashMap<String, List<Double>>();
        for (var name : history.names()) all.put(name, history.values(name));
        return all;
    }

    @Override
    public void close() {
        folder.close();
    }
}

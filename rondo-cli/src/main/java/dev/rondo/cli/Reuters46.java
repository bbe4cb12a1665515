package dev.rondo.cli;

import static dev.rondo.data.PadSequences.padSequences;

import dev.rondo.data.Dataset;
import dev.rondo.data.OneHot;
import dev.rondo.data.Sequences;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.text.Corpora;
import dev.rondo.text.Progress;
import dev.rondo.text.Reuters;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// Keras's Reuters newswires as the lab takes them: at most 49 words, of the 30,000 most frequent; 1,395 articles for
/// training and 599 for testing.
final class Reuters46 {
    static final int WORDS = 30_000;
    static final int STEPS = 49;

    private Reuters46() {}

    static Reuters load(Optional<Path> folder, Console console) {
        var corpora = Corpora.here().progress(shown(console));
        return Reuters.options().numWords(WORDS).maxlen(STEPS + 1).testSplit(0.3)
                .load(folder.map(corpora::data).orElse(corpora));
    }

    /// A part of it as a model of this kind wants it.
    static Dataset data(Reuters.Part part, int topics, boolean raw) {
        if (!raw) return Sequences.of(part.sequences(), part.labels());
        var padded = padSequences().maxlen(STEPS).ints(part.sequences());
        var x = new float[part.size() * STEPS];
        for (int i = 0; i < part.size(); i++) for (int t = 0; t < STEPS; t++) x[i * STEPS + t] = padded[i][t];
        var y = new float[part.size() * topics];
        var oneHot = OneHot.toCategorical(part.labels(), topics);
        for (int i = 0; i < part.size(); i++) System.arraycopy(oneHot[i], 0, y, i * topics, topics);
        return Dataset.of(Tensor.of(Shape.of(part.size(), STEPS, 1), x), Tensor.of(Shape.of(part.size(), topics), y));
    }

    /// How far a download is, in place on a terminal; else nothing until it is done.
    private static Progress shown(Console console) {
        if (!console.terminal()) return Progress.NONE;
        return (set, bytes, total) -> {
            console.out().print("\r" + line(set, bytes, total));
            if (total.isPresent() && bytes >= total.getAsLong()) console.out().println();
            console.out().flush();
        };
    }

    private static String line(String set, long bytes, OptionalLong total) {
        double mb = bytes / 1e6;
        if (total.isEmpty()) return "downloading %s: %.1f MB".formatted(set, mb);
        int tenths = (int) (20 * bytes / Math.max(1, total.getAsLong()));
        return "downloading %s: %s%s %.1f of %.1f MB".formatted(set, "━".repeat(tenths), "─".repeat(20 - tenths), mb,
                total.getAsLong() / 1e6);
    }
}

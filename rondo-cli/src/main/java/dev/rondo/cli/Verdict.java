package dev.rondo.cli;

import dev.rondo.train.metric.Average;
import dev.rondo.train.metric.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a model scores, beside what it has to beat, and what it takes for what.
///
/// @param on what it was judged on, in words
/// @param rivals simpler methods on the same data, by name
record Verdict(String on, ConfusionMatrix matrix, List<String> labels, List<Rival> rivals) {
    private static final int CONFUSIONS = 10;
    private static final int NAME = 46;

    record Rival(String name, ConfusionMatrix matrix) {}

    double accuracy() {
        return matrix.accuracy();
    }

    double macroF1() {
        return matrix.f1(Average.MACRO_OCCURRING);
    }

    /// A table of scores and the most confused pairs.
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Judged on " + on + ":");
        lines.add("");
        lines.add(Plain.padded("", NAME) + "  accuracy  micro F1  macro F1");
        lines.add(row("this model", matrix));
        for (var rival : rivals) lines.add(row(rival.name(), rival.matrix()));
        var confusions = matrix.mostConfused(CONFUSIONS);
        if (confusions.isEmpty()) return List.copyOf(lines);
        lines.add("");
        lines.add("Most confused:");
        lines.add("");
        for (var c : confusions) {
            lines.add(String.format(Locale.ROOT, "%6.0f × %s taken for %s", c.count(), Plain.of(labels.get(c.actual())),
                    Plain.of(labels.get(c.predicted()))));
        }
        return List.copyOf(lines);
    }

    private static String row(String name, ConfusionMatrix m) {
        return Plain.padded(name, NAME) + String.format(Locale.ROOT, "%10.4f%10.4f%10.4f", m.accuracy(),
                m.f1(Average.MICRO), m.f1(Average.MACRO_OCCURRING));
    }
}

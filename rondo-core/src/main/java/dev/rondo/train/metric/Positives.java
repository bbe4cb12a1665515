package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Which numbers of a prediction are a yes, and which are looked at: those above the threshold; or the `topK` largest of
/// each row, the first if several are equal; with both, those that are both. With `classId` only that column counts.
///
/// The threshold is 0.5 unless given, and with `topK` none (`keras/src/metrics/metrics_utils.py`,
/// `update_confusion_matrix_variables`).
public record Positives(OptionalDouble threshold, OptionalInt topK, OptionalInt classId) {
    public Positives {
        threshold.ifPresent(t -> Legal.fraction("metric", "threshold", t));
        topK.ifPresent(k -> Legal.atLeast(1, "metric", "topK", k));
        classId.ifPresent(c -> Legal.atLeast(0, "metric", "classId", c));
    }

    static Positives usual() { return new Positives(OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty()); }

    static Positives above(double threshold) { return usual().threshold(threshold); }

    Positives threshold(double t) { return new Positives(OptionalDouble.of(t), topK, classId); }

    Positives topK(int k) { return new Positives(threshold, OptionalInt.of(k), classId); }

    Positives classId(int c) { return new Positives(threshold, topK, OptionalInt.of(c)); }

    /// For each number of a prediction, whether it may be a yes: all, or the `topK` of each row. Throws if its rows are too
    /// short for `topK` or `classId`.
    boolean[] candidates(String who, Tensor prediction) {
        check(who, "topK", topK.orElse(1) - 1, prediction.shape());
        check(who, "classId", classId.orElse(0), prediction.shape());
        var p = prediction.data();
        var yes = new boolean[p.length];
        if (topK.isPresent()) {
            int n = prediction.shape().last();
            for (int at = 0; at < p.length; at += n) markLargest(topK.getAsInt(), p, at, n, yes);
        } else {
            Arrays.fill(yes, true);
        }
        return yes;
    }

    /// For each number of a prediction, whether it is a yes. Throws as [#candidates].
    boolean[] of(String who, Tensor prediction) {
        boolean[] yes = candidates(who, prediction);
        var p = prediction.data();
        if (threshold.isPresent() || topK.isEmpty()) {
            float t = (float) threshold.orElse(0.5);
            for (int i = 0; i < p.length; i++) yes[i] &= p[i] > t;
        }
        return yes;
    }

    /// Whether the metric looks at this column.
    boolean counts(int column) { return classId.isEmpty() || classId.getAsInt() == column; }

    private static void markLargest(int k, float[] p, int at, int n, boolean[] yes) {
        var sorted = Arrays.copyOfRange(p, at, at + n);
        Arrays.sort(sorted);
        float least = sorted[n - k];
        int left = k;
        for (int j = at; j < at + n; j++) if (p[j] > least) left--;
        for (int j = at; j < at + n; j++) {
            yes[j] = p[j] > least || (p[j] == least && left > 0);
            if (p[j] == least) left--;
        }
    }

    private static void check(String who, String option, int column, Shape prediction) {
        if (column < prediction.last()) return;
        throw new RondoException("%s: the prediction %s has %d columns, too few for %s(%d)".formatted(who, prediction,
                prediction.last(), option, option.equals("topK") ? column + 1 : column));
    }
}

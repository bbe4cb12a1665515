package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How often each class was taken for each: rows are actual classes, columns predicted ones. Precision, recall and F1
/// of it agree with scikit-learn's (`zero_division=0`), [Average#MACRO_OCCURRING] being what scikit-learn calls macro.
public final class ConfusionMatrix {
    private final double[][] counts;

    /// Class `actual` was taken for class `predicted` this often.
    public record Confusion(int actual, int predicted, double count) {}

    public ConfusionMatrix(int classes) {
        Legal.atLeast(1, "confusion matrix", "classes", classes);
        counts = new double[classes][classes];
    }

    public int classes() { return counts.length; }

    public void add(int actual, int predicted) { add(actual, predicted, 1); }

    public void add(int actual, int predicted, double weight) {
        check("actual", actual);
        check("predicted", predicted);
        counts[actual][predicted] += weight;
    }

    /// Counts a batch: predictions `[…, classes]`, by their largest number, and targets that are one-hot or class
    /// numbers. Weights are one for each row, or for each sample; 0 takes it out.
    public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        if (prediction.shape().last() != classes()) {
            throw new RondoException("confusion matrix: predictions […, %d] are expected, got shape %s"
                    .formatted(classes(), prediction.shape()));
        }
        int[] actual = Answers.classes("confusion matrix", target, prediction);
        int[] predicted = Answers.largest(prediction);
        var weight = Weighing.each(prediction.shape(), actual.length, weights);
        for (int i = 0; i < actual.length; i++) {
            double w = weight.applyAsDouble(i);
            if (w != 0) add(actual[i], predicted[i], w);
        }
    }

    /// How often class `actual` was taken for class `predicted`.
    public double count(int actual, int predicted) {
        check("actual", actual);
        check("predicted", predicted);
        return counts[actual][predicted];
    }

    public double total() {
        double total = 0;
        for (int c = 0; c < classes(); c++) total += actual(c);
        return total;
    }

    public double accuracy() {
        double right = 0;
        for (int c = 0; c < classes(); c++) right += counts[c][c];
        return ratio(right, total());
    }

    /// Of what was taken for class c, the share that is; 0 if nothing was.
    public double precision(int c) {
        check("class", c);
        return ratio(counts[c][c], predicted(c));
    }

    /// Of what is of class c, the share that was taken for it; 0 if nothing is.
    public double recall(int c) {
        check("class", c);
        return ratio(counts[c][c], actual(c));
    }

    /// `2·hits / (actual + predicted)`, the harmonic mean of precision and recall; 0 if the class never occurs.
    public double f1(int c) {
        check("class", c);
        return ratio(2 * counts[c][c], actual(c) + predicted(c));
    }

    public double precision(Average average) { return average(average, this::precision); }

    public double recall(Average average) { return average(average, this::recall); }

    public double f1(Average average) { return average(average, this::f1); }

    /// The n most frequent confusions of two different classes, most frequent first, lower classes first among equals.
    public List<Confusion> mostConfused(int n) {
        var confusions = new ArrayList<Confusion>();
        for (int a = 0; a < classes(); a++) {
            for (int p = 0; p < classes(); p++) {
                if (a != p && counts[a][p] > 0) confusions.add(new Confusion(a, p, counts[a][p]));
            }
        }
        confusions.sort(Comparator.comparingDouble(Confusion::count).reversed());
        return List.copyOf(confusions.subList(0, Math.min(n, confusions.size())));
    }

    private interface Score {
        double of(int c);
    }

    /// With one answer a row, hits over all classes are the accuracy: micro precision, recall and F1 alike.
    private double average(Average average, Score score) {
        if (average == Average.MICRO) return accuracy();
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < classes(); c++) {
            double weight = switch (average) {
                case MICRO, MACRO -> 1;
                case MACRO_OCCURRING -> actual(c) + predicted(c) > 0 ? 1 : 0;
                case WEIGHTED -> actual(c);
            };
            sum += weight * score.of(c);
            weights += weight;
        }
        return ratio(sum, weights);
    }

    double actual(int c) {
        double sum = 0;
        for (double count : counts[c]) sum += count;
        return sum;
    }

    double predicted(int c) {
        double sum = 0;
        for (double[] row : counts) sum += row[c];
        return sum;
    }

    private static double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }

    private void check(String what, int c) {
        if (c < 0 || c >= classes()) {
            throw new RondoException(
                    "confusion matrix: the %s class is 0 to %d, got %d".formatted(what, classes() - 1, c));
        }
    }
}

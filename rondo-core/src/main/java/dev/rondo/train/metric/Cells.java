package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Yes-or-no answers over all numbers of all predictions, whatever column they are in: what Keras's `Precision`,
/// `Recall` and `TruePositives` count (`keras/src/metrics/metrics_utils.py`, `update_confusion_matrix_variables`).
final class Cells implements Counting {
    private final String who;
    private final Positives positives;
    private final ToDoubleFunction<Outcomes> value;
    private double truePositives;
    private double falsePositives;
    private double trueNegatives;
    private double falseNegatives;

    Cells(String who, Positives positives, ToDoubleFunction<Outcomes> value) {
        this.who = who;
        this.positives = positives;
        this.value = value;
    }

    @Override
    public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        boolean[] yes = positives.of(who, prediction);
        each(who, target, prediction, weights, (i, column, actual, weight) -> {
            if (!positives.counts(column)) return;
            if (actual && yes[i]) truePositives += weight;
            if (!actual && yes[i]) falsePositives += weight;
            if (!actual && !yes[i]) trueNegatives += weight;
            if (actual && !yes[i]) falseNegatives += weight;
        });
    }

    @Override
    public double value() {
        return value.applyAsDouble(new Outcomes(truePositives, falsePositives, trueNegatives, falseNegatives));
    }

    /// A number of a prediction: its place among all, its column, whether its target is a yes (not 0), its weight.
    interface Cell {
        void count(int i, int column, boolean actual, double weight);
    }

    /// All numbers of a prediction whose weight is not 0. Throws if the shapes do not fit.
    static void each(String who, Tensor target, Tensor prediction, Optional<float[]> weights, Cell cell) {
        Answers.same(who, target.shape(), prediction.shape());
        int all = prediction.data().length;
        int n = prediction.shape().last();
        var weight = Weighing.each(prediction.shape(), all, weights);
        for (int i = 0; i < all; i++) {
            double w = weight.applyAsDouble(i);
            if (w != 0) cell.count(i, i % n, target.data()[i] != 0, w);
        }
    }
}

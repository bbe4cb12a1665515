package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// Hits and misses over all numbers of all predictions, whatever column they are in: what Keras's `Precision` and
/// `Recall` count (`keras/src/metrics/metrics_utils.py`, `update_confusion_matrix_variables`).
abstract class Cells implements Counting {
    private final String who;
    private final float threshold;
    double truePositives;
    double falsePositives;
    double falseNegatives;

    Cells(String who, double threshold) {
        this.who = who;
        this.threshold = (float) threshold;
    }

    @Override
    public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        Answers.same(who, target.shape(), prediction.shape());
        int n = prediction.data().length;
        int each = weights.map(w -> Mean.share(n, w.length)).orElse(1);
        for (int i = 0; i < n; i++) {
            double w = weights.isPresent() ? weights.get()[i / each] : 1;
            boolean actual = target.data()[i] != 0;
            boolean predicted = prediction.data()[i] > threshold;
            if (actual && predicted) truePositives += w;
            if (!actual && predicted) falsePositives += w;
            if (actual && !predicted) falseNegatives += w;
        }
    }

    static double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }
}

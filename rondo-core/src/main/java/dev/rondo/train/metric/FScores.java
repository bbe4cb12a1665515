package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;

/// What [F1], [FBeta] and [FByClass] count: each class that is predicted or the target, row by row.
final class FScores {
    private final String who;
    private final OptionalDouble threshold;
    private ClassCounts counts = new ClassCounts(0);

    FScores(String who, OptionalDouble threshold) {
        this.who = who;
        this.threshold = threshold;
    }

    /// Throws unless the threshold is one that Keras takes.
    static void check(String who, OptionalDouble threshold) {
        threshold.ifPresent(t -> Legal.check(t > 0 && t <= 1, who, "threshold", "above 0 and at most 1", t));
    }

    void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        int n = prediction.shape().last();
        if (n == 1 && threshold.isEmpty()) {
            throw new RondoException(
                    ("%s: the prediction %s has one column, whose largest number is always itself; set "
                            + "threshold(0.5)")
                            .formatted(who, prediction.shape()));
        }
        if (counts.classes() == 0) counts = new ClassCounts(n);
        if (counts.classes() != n) {
            throw new RondoException(
                    "%s: predictions of %d classes came after ones of %d".formatted(who, n, counts.classes()));
        }
        boolean numbers = n > 1 && Answers.sparse(target.shape(), prediction.shape());
        var labels = numbers ? Answers.classes(who, target, prediction) : new int[0];
        if (!numbers) Answers.same(who, target.shape(), prediction.shape());
        int rows = prediction.shape().rows();
        var weight = Weighing.each(prediction.shape(), rows, weights);
        for (int i = 0; i < rows; i++) {
            double w = weight.applyAsDouble(i);
            if (w == 0) continue;
            float limit = limit(prediction.data(), i * n, n);
            for (int c = 0; c < n; c++) {
                float p = prediction.data()[i * n + c];
                boolean predicted = threshold.isPresent() ? p > limit : p >= limit && Math.abs(p) > 1e-9;
                double actual = numbers ? labels[i] == c ? 1 : 0 : target.data()[i * n + c];
                counts.add(c, actual, predicted, w);
            }
        }
    }

    private float limit(float[] p, int at, int n) {
        if (threshold.isPresent()) return (float) threshold.getAsDouble();
        float max = p[at];
        for (int j = 1; j < n; j++) max = Math.max(max, p[at + j]);
        return max;
    }

    ClassCounts counts() { return counts; }

    /// The scores of all classes as one.
    static Counting averaged(String who, Average average, double beta, OptionalDouble threshold) {
        var scores = new FScores(who, threshold);
        return new Counting() {
            @Override
            public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
                scores.add(target, prediction, weights);
            }

            @Override
            public double value() { return scores.counts.score(average, beta); }
        };
    }
}

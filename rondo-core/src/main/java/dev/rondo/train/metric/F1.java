package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;

/// The harmonic mean of precision and recall, `2PR / (P + R)`, by class and then averaged; Keras's `F1Score`
/// (`keras/src/metrics/f_score_metrics.py`).
///
/// Targets are one-hot, several-hot, or class numbers. Without a threshold the most probable class is the answer
/// (several if they tie, none if all are 0); with one, every class above it is.
public record F1(Average average, OptionalDouble threshold) implements Metric {
    public F1 {
        if (threshold.isPresent() && !(threshold.getAsDouble() > 0 && threshold.getAsDouble() <= 1)) {
            throw new RondoException("f1_score: threshold is above 0 and at most 1, got " + threshold.getAsDouble());
        }
    }

    public F1(Average average) { this(average, OptionalDouble.empty()); }

    public F1 threshold(double t) { return new F1(average, OptionalDouble.of(t)); }

    @Override
    public String name() { return "f1_score"; }

    @Override
    public Counting start() { return new Scores(); }

    private final class Scores implements Counting {
        private ClassCounts counts = new ClassCounts(0);

        @Override
        public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
            int n = prediction.shape().last();
            if (n == 1 && threshold.isEmpty()) {
                throw new RondoException(
                        ("f1_score: the prediction %s has one column, whose largest number is always itself; set "
                                + "threshold(0.5)")
                                .formatted(prediction.shape()));
            }
            if (counts.classes() == 0) counts = new ClassCounts(n);
            if (counts.classes() != n) {
                throw new RondoException(
                        "f1_score: predictions of %d classes came after ones of %d".formatted(n, counts.classes()));
            }
            boolean numbers = n > 1 && Answers.sparse(target.shape(), prediction.shape());
            var labels = numbers ? Answers.classes(name(), target, prediction) : new int[0];
            if (!numbers) Answers.same(name(), target.shape(), prediction.shape());
            int rows = prediction.shape().rows();
            int each = weights.map(w -> Mean.share(rows, w.length)).orElse(1);
            for (int i = 0; i < rows; i++) {
                double w = weights.isPresent() ? weights.get()[i / each] : 1;
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

        @Override
        public double value() { return counts.f1(average); }
    }
}

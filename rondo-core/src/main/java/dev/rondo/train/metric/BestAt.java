package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/// The best of one rate over all thresholds at which another is at least so much; 0 if it never is
/// (`keras/src/metrics/confusion_metrics.py`, `SensitivitySpecificityBase`). Predictions are from 0 to 1; all their
/// numbers are counted, or those of one class.
final class BestAt implements Counting {
    /// The rate that is held, how much it must be, and at how many thresholds to look.
    record Limit(double least, int numThresholds, OptionalInt classId) {}

    private final String who;
    private final Limit limit;
    private final ToDoubleFunction<Outcomes> held;
    private final ToDoubleFunction<Outcomes> wanted;
    private final ThresholdCounts counts;

    BestAt(String who, Limit limit, ToDoubleFunction<Outcomes> held, ToDoubleFunction<Outcomes> wanted) {
        this.who = who;
        this.limit = limit;
        this.held = held;
        this.wanted = wanted;
        counts = ThresholdCounts.even(limit.numThresholds);
    }

    /// Throws unless the options make sense.
    static void check(String who, String rate, double least, int numThresholds, OptionalInt classId) {
        Legal.fraction(who, rate, least);
        Legal.atLeast(1, who, "numThresholds", numThresholds);
        classId.ifPresent(c -> Legal.atLeast(0, who, "classId", c));
    }

    @Override
    public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        int n = prediction.shape().last();
        if (limit.classId.orElse(0) >= n) {
            throw new RondoException("%s: the prediction %s has %d columns, too few for classId(%d)".formatted(who,
                    prediction.shape(), n, limit.classId.getAsInt()));
        }
        Cells.each(who, target, prediction, weights, (i, column, actual, weight) -> {
            if (limit.classId.isEmpty() || limit.classId.getAsInt() == column) {
                counts.add(actual, prediction.data()[i], weight);
            }
        });
    }

    /// Rates are compared in float32, as Keras does it: 7 of 10 is at least 0.7 however the weights were added up.
    @Override
    public double value() {
        double best = 0;
        for (var o : counts.outcomes()) {
            if ((float) held.applyAsDouble(o) >= (float) limit.least) best = Math.max(best, wanted.applyAsDouble(o));
        }
        return best;
    }
}

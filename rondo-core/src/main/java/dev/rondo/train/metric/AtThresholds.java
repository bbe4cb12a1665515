package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A metric of yes-or-no answers at several thresholds, a number for each: `recall_0.3`, which is `TP / (TP + FN)` with
/// `p > 0.3` as a yes, and `recall_0.7`. Keras's `Recall(thresholds=[0.3, 0.7])` (`keras/src/metrics/metrics_utils.py`,
/// `update_confusion_matrix_variables`). Made by [YesOrNo#thresholds].
///
/// @param metric what is counted, without a threshold of its own
public record AtThresholds(YesOrNo metric, List<Double> thresholds) implements SeveralNumbers {
    public AtThresholds {
        thresholds = List.copyOf(thresholds);
        if (metric.positives().threshold().isPresent()) {
            throw new RondoException(
                    "%s: it has the threshold %s already; give all to thresholds(), as in recall().thresholds(0.3, 0.7)"
                            .formatted(metric.name(), metric.positives().threshold().getAsDouble()));
        }
        if (thresholds.isEmpty())
            throw new RondoException(metric.name() + ": thresholds() takes one or more, got none");
        for (double t : thresholds) Legal.fraction(metric.name(), "each threshold", t);
        if (thresholds.stream().distinct().count() < thresholds.size()) {
            throw new RondoException("%s: a threshold came twice in %s".formatted(metric.name(), thresholds));
        }
    }

    AtThresholds(YesOrNo metric, double... thresholds) {
        this(metric, Arrays.stream(thresholds).boxed().toList());
    }

    @Override
    public String name() { return metric.name(); }

    @Override
    public Direction direction() { return metric.direction(); }

    @Override
    public Measuring start() { return new Counts(); }

    private final class Counts implements Measuring {
        private final double[] ascending = thresholds.stream().mapToDouble(t -> t).sorted().toArray();
        private final ThresholdCounts counts = ThresholdCounts.at(thresholds.stream().mapToDouble(t -> t).toArray());

        @Override
        public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
            boolean[] candidates = metric.positives().candidates(name(), prediction);
            Cells.each(name(), target, prediction, weights, (i, column, actual, weight) -> {
                if (!metric.positives().counts(column)) return;
                counts.add(actual, candidates[i] ? prediction.data()[i] : Float.NEGATIVE_INFINITY, weight);
            });
        }

        @Override
        public Map<String, Double> values() {
            var outcomes = counts.outcomes();
            var values = new LinkedHashMap<String, Double>();
            for (double t : thresholds) values.put(text(t), metric.of(outcomes[Arrays.binarySearch(ascending, t)]));
            return values;
        }

        /// As people write it: `0.3`, and neither `0.30` nor `3.0E-1`.
        private static String text(double t) { return BigDecimal.valueOf(t).stripTrailingZeros().toPlainString(); }
    }
}

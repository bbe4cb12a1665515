package dev.rondo.train.metric;

import java.util.OptionalInt;

/// The best precision, `TP / (TP + FP)`, at thresholds whose recall, `TP / (TP + FN)`, is at least this; 0 if there are
/// none.
///
/// Keras looks at thresholds at equal distances from 0 to 1, 200 unless told otherwise, and so does this: an approximation
/// from below of the best over all thresholds (`keras/src/metrics/confusion_metrics.py`).
public record PrecisionAtRecall(double recall, int numThresholds, OptionalInt classId) implements Metric {
    public PrecisionAtRecall { BestAt.check("precision_at_recall", "recall", recall, numThresholds, classId); }

    public PrecisionAtRecall(double recall) { this(recall, 200, OptionalInt.empty()); }

    /// At how many thresholds to look; more are more exact.
    public PrecisionAtRecall numThresholds(int n) { return new PrecisionAtRecall(recall, n, classId); }

    /// Looks at this class alone, the column of the prediction.
    public PrecisionAtRecall classId(int c) { return new PrecisionAtRecall(recall, numThresholds, OptionalInt.of(c)); }

    @Override
    public String name() { return "precision_at_recall"; }

    @Override
    public Counting start() {
        return new BestAt(name(), new BestAt.Limit(recall, numThresholds, classId), Outcomes::recall,
                Outcomes::precision);
    }
}

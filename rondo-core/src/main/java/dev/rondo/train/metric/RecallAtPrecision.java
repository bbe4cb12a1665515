package dev.rondo.train.metric;

import java.util.OptionalInt;

/// The best recall, `TP / (TP + FN)`, at thresholds whose precision, `TP / (TP + FP)`, is at least this; 0 if there are
/// none.
///
/// Keras looks at thresholds at equal distances from 0 to 1, 200 unless told otherwise, and so does this: an approximation
/// from below of the best over all thresholds (`keras/src/metrics/confusion_metrics.py`).
public record RecallAtPrecision(double precision, int numThresholds, OptionalInt classId) implements Metric {
    public RecallAtPrecision { BestAt.check("recall_at_precision", "precision", precision, numThresholds, classId); }

    public RecallAtPrecision(double precision) { this(precision, 200, OptionalInt.empty()); }

    /// At how many thresholds to look; more are more exact.
    public RecallAtPrecision numThresholds(int n) { return new RecallAtPrecision(precision, n, classId); }

    /// Looks at this class alone, the column of the prediction.
    public RecallAtPrecision classId(int c) {
        return new RecallAtPrecision(precision, numThresholds, OptionalInt.of(c));
    }

    @Override
    public String name() { return "recall_at_precision"; }

    @Override
    public Counting start() {
        return new BestAt(name(), new BestAt.Limit(precision, numThresholds, classId), Outcomes::precision,
                Outcomes::recall);
    }
}

package dev.rondo.train.metric;

import java.util.OptionalInt;

/// The best specificity at thresholds whose sensitivity (recall) is at least this; 0 if there are none. Specificity is the
/// share of no found, `TN / (TN + FP)`; sensitivity the share of yes found, `TP / (TP + FN)`.
///
/// Keras looks at thresholds at equal distances from 0 to 1, 200 unless told otherwise, and so does this: an approximation
/// from below of the best over all thresholds (`keras/src/metrics/confusion_metrics.py`).
public record SpecificityAtSensitivity(double sensitivity, int numThresholds, OptionalInt classId) implements Metric {
    public SpecificityAtSensitivity {
        BestAt.check("specificity_at_sensitivity", "sensitivity", sensitivity, numThresholds, classId);
    }

    public SpecificityAtSensitivity(double sensitivity) { this(sensitivity, 200, OptionalInt.empty()); }

    /// At how many thresholds to look; more are more exact.
    public SpecificityAtSensitivity numThresholds(int n) {
        return new SpecificityAtSensitivity(sensitivity, n, classId);
    }

    /// Looks at this class alone, the column of the prediction.
    public SpecificityAtSensitivity classId(int c) {
        return new SpecificityAtSensitivity(sensitivity, numThresholds, OptionalInt.of(c));
    }

    @Override
    public String name() { return "specificity_at_sensitivity"; }

    @Override
    public Counting start() {
        return new BestAt(name(), new BestAt.Limit(sensitivity, numThresholds, classId), Outcomes::recall,
                Outcomes::specificity);
    }
}

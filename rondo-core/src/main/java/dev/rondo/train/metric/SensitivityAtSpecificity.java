package dev.rondo.train.metric;

import java.util.OptionalInt;

/// The best sensitivity (recall) at thresholds whose specificity is at least this; 0 if there are none. Sensitivity is the
/// share of yes found, `TP / (TP + FN)`; specificity the share of no found, `TN / (TN + FP)`.
///
/// Keras looks at thresholds at equal distances from 0 to 1, 200 unless told otherwise, and so does this: an approximation
/// from below of the best over all thresholds (`keras/src/metrics/confusion_metrics.py`).
public record SensitivityAtSpecificity(double specificity, int numThresholds, OptionalInt classId) implements Metric {
    public SensitivityAtSpecificity {
        BestAt.check("sensitivity_at_specificity", "specificity", specificity, numThresholds, classId);
    }

    public SensitivityAtSpecificity(double specificity) { this(specificity, 200, OptionalInt.empty()); }

    /// At how many thresholds to look; more are more exact.
    public SensitivityAtSpecificity numThresholds(int n) {
        return new SensitivityAtSpecificity(specificity, n, classId);
    }

    /// Looks at this class alone, the column of the prediction.
    public SensitivityAtSpecificity classId(int c) {
        return new SensitivityAtSpecificity(specificity, numThresholds, OptionalInt.of(c));
    }

    @Override
    public String name() { return "sensitivity_at_specificity"; }

    @Override
    public Counting start() {
        return new BestAt(name(), new BestAt.Limit(specificity, numThresholds, classId), Outcomes::specificity,
                Outcomes::recall);
    }
}

package dev.rondo.train.metric;

import static dev.rondo.train.metric.Outcomes.ratio;

/// The curve whose area [Auc] takes: two rates, as the threshold goes from 0 to 1.
public enum Curve {
    /// Recall over the share of no that was taken for a yes.
    ROC {
        @Override
        double x(Outcomes o) { return o.fallout(); }

        @Override
        double y(Outcomes o) { return o.recall(); }
    },
    /// Precision over recall.
    PR {
        @Override
        double x(Outcomes o) { return o.recall(); }

        @Override
        double y(Outcomes o) { return o.precision(); }
    },
    /// Precision gain over recall gain (Flach & Kull, "Precision-Recall-Gain Curves", 2015): with π = yes / no, these are
    /// `1 − π·FP/TP` and `1 − π·FN/TP`. Without hits they are 1 and 0, and a recall gain below 0 is 0, as in Keras.
    PR_GAIN {
        @Override
        double x(Outcomes o) {
            return o.truePositives() == 0 ? 0 : Math.max(0, 1 - ratio(o.positives(), o.negatives())
                    * o.falseNegatives() / o.truePositives());
        }

        @Override
        double y(Outcomes o) {
            return o.truePositives() == 0 ? 1
                    : 1 - ratio(o.positives(), o.negatives()) * o.falsePositives() / o.truePositives();
        }
    };

    abstract double x(Outcomes o);

    abstract double y(Outcomes o);
}

package dev.rondo.train.metric;

import static dev.rondo.train.metric.Outcomes.ratio;

/// How [Auc] adds up the area between two neighbouring thresholds; Keras's `summation_method`.
public enum Summation {
    /// Trapezoids; under a precision-recall curve the counts are interpolated, not the precision.
    INTERPOLATION {
        @Override
        double height(double a, double b) { return (a + b) / 2; }
    },
    /// The lower of both ends: from below.
    MINORING {
        @Override
        double height(double a, double b) { return Math.min(a, b); }
    },
    /// The higher of both ends: from above.
    MAJORING {
        @Override
        double height(double a, double b) { return Math.max(a, b); }
    };

    abstract double height(double a, double b);

    /// The area under a curve that goes through the outcomes at ascending thresholds.
    double area(Curve curve, Outcomes[] at) {
        double area = 0;
        for (int i = 0; i + 1 < at.length; i++) {
            area += this == INTERPOLATION && curve == Curve.PR ? precision(at[i], at[i + 1])
                    : (curve.x(at[i]) - curve.x(at[i + 1])) * height(curve.y(at[i]), curve.y(at[i + 1]));
        }
        return area;
    }

    /// With `P = TP + FP` and TP linear in P from b to a: `∫ TP/P dTP = slope · (ΔTP + intercept · ln(Pa / Pb))`, as
    /// Keras has it (`AUC.interpolate_pr_auc`) after Davis & Goadrich, "The Relationship Between Precision-Recall and
    /// ROC Curves", 2006.
    private static double precision(Outcomes a, Outcomes b) {
        double found = a.truePositives() - b.truePositives();
        double pa = a.truePositives() + a.falsePositives();
        double pb = b.truePositives() + b.falsePositives();
        double slope = ratio(found, Math.max(0, pa - pb));
        double intercept = b.truePositives() - slope * pb;
        double log = pa > 0 && pb > 0 ? Math.log(pa / pb) : 0;
        return ratio(slope * (found + intercept * log), b.positives());
    }
}

package dev.rondo.train.metric;

/// TN: `Σ w [p ≤ 0.5][t = 0]`, how many numbers were not predicted above 0.5 and have a target of 0, or the sum of
/// their weights; over all numbers of a prediction (`keras/src/metrics/confusion_metrics.py`).
public record TrueNegatives(Positives positives) implements YesOrNo {
    /// From 0 to 1; for predictions without a sigmoid 0, which is a probability of one half. Several, with a number for
    /// each: `thresholds(0.3, 0.7)`.
    public TrueNegatives threshold(double t) { return new TrueNegatives(positives.threshold(t)); }

    @Override
    public String name() { return "true_negatives"; }

    @Override
    public double of(Outcomes outcomes) { return outcomes.trueNegatives(); }
}

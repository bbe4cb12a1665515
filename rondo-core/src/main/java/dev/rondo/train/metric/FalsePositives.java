package dev.rondo.train.metric;

/// FP: `Σ w [p > 0.5][t = 0]`, how many numbers were predicted above 0.5 but have a target of 0, or the sum of their
/// weights; over all numbers of a prediction (`keras/src/metrics/confusion_metrics.py`).
public record FalsePositives(Positives positives) implements YesOrNo {
    /// From 0 to 1; for predictions without a sigmoid 0, which is a probability of one half. Several, with a number for
    /// each: `thresholds(0.3, 0.7)`.
    public FalsePositives threshold(double t) { return new FalsePositives(positives.threshold(t)); }

    @Override
    public String name() { return "false_positives"; }

    @Override
    public Direction direction() { return Direction.DOWN; }

    @Override
    public double of(Outcomes outcomes) { return outcomes.falsePositives(); }
}

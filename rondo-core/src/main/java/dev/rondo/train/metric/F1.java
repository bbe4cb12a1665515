package dev.rondo.train.metric;

import java.util.OptionalDouble;

/// The harmonic mean of precision and recall, `2PR / (P + R)`, by class and then averaged; Keras's `F1Score`
/// (`keras/src/metrics/f_score_metrics.py`).
///
/// Targets are one-hot, several-hot, or class numbers. Without a threshold the most probable class is the answer
/// (several if they tie, none if all are 0); with one, every class above it is. A number for each class: [FByClass].
public record F1(Average average, OptionalDouble threshold) implements Metric {
    public F1 { FScores.check("f1_score", threshold); }

    public F1(Average average) { this(average, OptionalDouble.empty()); }

    public F1 threshold(double t) { return new F1(average, OptionalDouble.of(t)); }

    @Override
    public String name() { return "f1_score"; }

    @Override
    public Counting start() { return FScores.averaged(name(), average, 1, threshold); }
}

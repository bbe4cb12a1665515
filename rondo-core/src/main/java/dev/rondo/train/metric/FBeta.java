package dev.rondo.train.metric;

import dev.rondo.Legal;
import java.util.OptionalDouble;

/// `(1 + β²) PR / (β² P + R)`, where recall R counts β times as much as precision P, by class and then averaged; Keras's
/// `FBetaScore` (`keras/src/metrics/f_score_metrics.py`). With β = 1 it is [F1], where targets and thresholds are told.
public record FBeta(Average average, double beta, OptionalDouble threshold) implements Metric {
    public FBeta {
        Legal.positive("fbeta_score", "beta", beta);
        FScores.check("fbeta_score", threshold);
    }

    public FBeta(Average average, double beta) { this(average, beta, OptionalDouble.empty()); }

    public FBeta threshold(double t) { return new FBeta(average, beta, OptionalDouble.of(t)); }

    @Override
    public String name() { return "fbeta_score"; }

    @Override
    public Counting start() { return FScores.averaged(name(), average, beta, threshold); }
}

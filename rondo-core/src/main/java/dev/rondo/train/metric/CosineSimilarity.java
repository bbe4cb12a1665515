package dev.rondo.train.metric;

import java.util.List;

/// `t·p / (|t| |p|)` of each row and its mean: 1 for the same direction, 0 for right angles, −1 for
/// opposite ones (`keras/src/metrics/regression_metrics.py`). Keras: `CosineSimilarity`. The loss of this name has the
/// other sign. A length below 1e-7 counts as 1e-7, so a row of zeros has 0.
public record CosineSimilarity(int axis) implements Metric {
    private static final double EPSILON = 1e-7;

    public CosineSimilarity() { this(-1); }

    /// The axis along which the vectors lie; the last by default. Along time, steps that a mask or a weight of 0 takes out are
    /// no part of the vector.
    public CosineSimilarity axis(int a) { return new CosineSimilarity(a); }

    @Override
    public String name() { return "cosine_similarity"; }

    @Override
    public Counting start() { return new RowScores(name(), List.of(axis), CosineSimilarity::cosine); }

    private static double cosine(float[] t, float[] p, int at, int n) {
        double product = 0;
        double tt = 0;
        double pp = 0;
        for (int j = at; j < at + n; j++) {
            product += (double) t[j] * p[j];
            tt += (double) t[j] * t[j];
            pp += (double) p[j] * p[j];
        }
        return product / Math.max(EPSILON, Math.sqrt(tt)) / Math.max(EPSILON, Math.sqrt(pp));
    }
}

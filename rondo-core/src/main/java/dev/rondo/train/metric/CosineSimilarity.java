package dev.rondo.train.metric;

/// `t·p / (|t| |p|)` of each row, the last axis, and its mean: 1 for the same direction, 0 for right angles, −1 for
/// opposite ones (`keras/src/metrics/regression_metrics.py`). Keras: `CosineSimilarity`. The loss of this name has the
/// other sign. A length below 1e-7 counts as 1e-7, so a row of zeros has 0.
public record CosineSimilarity() implements Metric {
    private static final double EPSILON = 1e-7;

    @Override
    public String name() { return "cosine_similarity"; }

    @Override
    public Counting start() {
        RowScore cosine = CosineSimilarity::cosine;
        return new Mean((target, prediction) -> cosine.each(name(), target, prediction));
    }

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

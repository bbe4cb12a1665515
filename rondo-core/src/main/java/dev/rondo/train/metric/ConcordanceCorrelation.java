package dev.rondo.train.metric;

/// `2 cov(t, p) / (σt² + σp² + (mean t − mean p)²)` of each row, the last axis, and its mean
/// (`keras/src/metrics/correlation_metrics.py`; Lin, "A Concordance Correlation Coefficient to Evaluate
/// Reproducibility", 1989): 1 only where predictions are the targets, not just in line with them. Keras adds 1e-7 to the
/// divisor.
public record ConcordanceCorrelation() implements Metric {
    private static final double EPSILON = 1e-7;

    @Override
    public String name() { return "concordance_correlation"; }

    @Override
    public Counting start() {
        RowScore score = ConcordanceCorrelation::score;
        return new Mean((target, prediction) -> {
            Moments.check(name(), prediction.shape());
            return score.each(name(), target, prediction);
        });
    }

    private static double score(float[] t, float[] p, int at, int n) {
        var m = Moments.of(t, p, at, n);
        double apart = m.meanT() - m.meanP();
        return 2 * m.cov() / (m.varT() + m.varP() + apart * apart + EPSILON);
    }
}

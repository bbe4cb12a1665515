package dev.rondo.train.metric;

/// `cov(t, p) / (σt σp)` of each row, the last axis, and its mean (`keras/src/metrics/correlation_metrics.py`): how well
/// predictions are a line through the targets, from −1 to 1.
///
/// A row whose targets or predictions are all the same has no correlation and counts as 0, where Keras answers NaN for
/// all rows.
public record PearsonCorrelation() implements Metric {
    @Override
    public String name() { return "pearson_correlation"; }

    @Override
    public Counting start() {
        RowScore score = PearsonCorrelation::score;
        return new Mean((target, prediction) -> {
            Moments.check(name(), prediction.shape());
            return score.each(name(), target, prediction);
        });
    }

    private static double score(float[] t, float[] p, int at, int n) {
        var m = Moments.of(t, p, at, n);
        return Outcomes.ratio(m.cov(), Math.sqrt(m.varT()) * Math.sqrt(m.varP()));
    }
}

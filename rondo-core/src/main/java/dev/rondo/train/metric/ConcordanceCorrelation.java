package dev.rondo.train.metric;

import java.util.Arrays;
import java.util.List;

/// `2 cov(t, p) / (σt² + σp² + (mean t − mean p)²)` of each row and its mean
/// (`keras/src/metrics/correlation_metrics.py`; Lin, "A Concordance Correlation Coefficient to Evaluate
/// Reproducibility", 1989): 1 only where predictions are the targets, not just in line with them. Keras adds 1e-7 to the
/// divisor.
public record ConcordanceCorrelation(List<Integer> axes) implements Metric {
    public ConcordanceCorrelation { axes = List.copyOf(axes); }

    public ConcordanceCorrelation() { this(List.of(-1)); }

    /// The axes along which a row lies; the last by default, 1 for the steps of each output, all if none is given. Steps that
    /// a mask or a weight of 0 takes out are no part of the row; Keras computes on with them.
    public ConcordanceCorrelation axis(int... axis) {
        return new ConcordanceCorrelation(Arrays.stream(axis).boxed().toList());
    }

    private static final double EPSILON = 1e-7;

    @Override
    public String name() { return "concordance_correlation"; }

    @Override
    public Counting start() { return Moments.mean(name(), axes, ConcordanceCorrelation::score); }

    private static double score(float[] t, float[] p, int at, int n) {
        var m = Moments.of(t, p, at, n);
        double apart = m.meanT() - m.meanP();
        return 2 * m.cov() / (m.varT() + m.varP() + apart * apart + EPSILON);
    }
}

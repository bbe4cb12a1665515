package dev.rondo.train.metric;

import java.util.Arrays;
import java.util.List;

/// `cov(t, p) / (σt σp)` of each row and its mean (`keras/src/metrics/correlation_metrics.py`): how well
/// predictions are a line through the targets, from −1 to 1.
///
/// A row whose targets or predictions are all the same has no correlation and counts as 0, where Keras answers NaN for
/// all rows.
public record PearsonCorrelation(List<Integer> axes) implements Metric {
    public PearsonCorrelation { axes = List.copyOf(axes); }

    public PearsonCorrelation() { this(List.of(-1)); }

    /// The axes along which a row lies; the last by default, 1 for the steps of each output, all if none is given. Steps that
    /// a mask or a weight of 0 takes out are no part of the row; Keras computes on with them.
    public PearsonCorrelation axis(int... axis) { return new PearsonCorrelation(Arrays.stream(axis).boxed().toList()); }

    @Override
    public String name() { return "pearson_correlation"; }

    @Override
    public Counting start() { return Moments.mean(name(), axes, PearsonCorrelation::score); }

    private static double score(float[] t, float[] p, int at, int n) {
        var m = Moments.of(t, p, at, n);
        return Outcomes.ratio(m.cov(), Math.sqrt(m.varT()) * Math.sqrt(m.varP()));
    }
}

package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Groups;
import java.util.List;
import java.util.Optional;

/// Means, variances and covariance of a row of targets and a row of predictions: what correlations are made of.
record Moments(double meanT, double meanP, double varT, double varP, double cov) {
    static Moments of(float[] t, float[] p, int at, int n) {
        double meanT = 0;
        double meanP = 0;
        for (int j = at; j < at + n; j++) {
            meanT += (double) t[j] / n;
            meanP += (double) p[j] / n;
        }
        double tt = 0;
        double pp = 0;
        double tp = 0;
        for (int j = at; j < at + n; j++) {
            tt += (t[j] - meanT) * (t[j] - meanT);
            pp += (p[j] - meanP) * (p[j] - meanP);
            tp += (t[j] - meanT) * (p[j] - meanP);
        }
        return new Moments(meanT, meanP, tt / n, pp / n, tp / n);
    }

    /// The mean of a score over rows along the axes, all if none is given. Throws for rows of one number, which correlate
    /// with nothing.
    static Counting mean(String who, List<Integer> axes, RowScore score) {
        var scores = new RowScores(who, axes, score);
        return new Counting() {
            @Override
            public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
                check(who, axes, prediction.shape());
                scores.add(target, prediction, weights);
            }

            @Override
            public double value() { return scores.value(); }
        };
    }

    private static void check(String who, List<Integer> axes, Shape prediction) {
        int n = prediction.count() / Math.max(1, Groups.over(who, axes, prediction).shape().count());
        // of examples, there may be one in the last batch
        boolean examples = axes.isEmpty() || axes.contains(0) || axes.contains(-prediction.rank());
        if (n > 1 || examples || prediction.count() == 0) return;
        throw new RondoException(
                ("%s: correlations are taken along the axes %s, but the prediction %s has one number there; "
                        + "use r2Score() for a single output")
                        .formatted(who, axes, prediction));
    }
}

package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;

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

    /// Throws for rows of one number, which correlate with nothing.
    static void check(String who, Shape prediction) {
        if (prediction.last() > 1) return;
        throw new RondoException(
                ("%s: correlations are taken along the last axis, but the prediction %s has one column; "
                        + "use r2Score() for a single output").formatted(who, prediction));
    }
}

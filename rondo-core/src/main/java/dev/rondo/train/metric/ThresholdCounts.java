package dev.rondo.train.metric;

import java.util.Arrays;

/// Yes-or-no answers counted at many thresholds at once: each number goes into the bucket between two thresholds, and
/// what is above a threshold are all buckets above it (`keras/src/metrics/metrics_utils.py`,
/// `_update_confusion_matrix_variables_optimized`). Time does not depend on how many thresholds there are.
///
/// Thresholds at equal distances find the bucket by a product, in float32 and clipped to 0 to 1, as Keras does it, so
/// that a number on a threshold falls on the same side.
final class ThresholdCounts {
    private static final double EPSILON = 1e-7;

    private final float[] thresholds;
    private final boolean even;
    /// By how many thresholds are below a number: the weight of those whose target is a yes, and of the others.
    private final double[] yes;
    private final double[] no;

    private ThresholdCounts(double[] ascending, boolean even) {
        thresholds = new float[ascending.length];
        for (int i = 0; i < thresholds.length; i++) thresholds[i] = (float) ascending[i];
        this.even = even;
        yes = new double[thresholds.length + 1];
        no = new double[thresholds.length + 1];
    }

    /// n thresholds at equal distances from 0 to 1; a single one is 0.5.
    static ThresholdCounts even(int n) {
        if (n == 1) return new ThresholdCounts(new double[]{0.5}, false);
        var t = new double[n];
        for (int i = 0; i < n; i++) t[i] = i / (n - 1.0);
        return new ThresholdCounts(t, true);
    }

    /// The given thresholds, one just below 0 and one just above 1, so that every probability is above the first and
    /// none above the last.
    static ThresholdCounts closed(double... between) {
        var t = new double[between.length + 2];
        System.arraycopy(between, 0, t, 1, between.length);
        t[t.length - 1] = 1;
        Arrays.sort(t);
        boolean even = isEven(t);
        t[0] = -EPSILON;
        t[t.length - 1] = 1 + EPSILON;
        return new ThresholdCounts(t, even);
    }

    /// The given thresholds, in any order; what came of each of them is told in ascending order.
    static ThresholdCounts at(double... given) {
        boolean even = isEven(given);
        var t = given.clone();
        Arrays.sort(t);
        return new ThresholdCounts(t, even);
    }

    private static boolean isEven(double[] t) {
        if (t.length < 3) return false;
        for (int i = 0; i < t.length; i++) {
            double even = (float) i / (t.length - 1);
            if (Math.abs(t[i] - even) > EPSILON + 1e-5 * even) return false;
        }
        return true;
    }

    void add(boolean actual, float p, double weight) { (actual ? yes : no)[below(p)] += weight; }

    /// How many thresholds are below p.
    private int below(float p) {
        if (even) {
            int n = (int) Math.ceil(Math.clamp(p, 0f, 1f) * (thresholds.length - 1));
            return thresholds[0] < 0 ? Math.max(1, n) : n;
        }
        int at = Arrays.binarySearch(thresholds, p);
        if (at < 0) return -at - 1;
        while (at > 0 && thresholds[at - 1] == p) at--;
        return at;
    }

    /// What came of the answers at each threshold, in ascending order.
    Outcomes[] outcomes() {
        double allYes = Arrays.stream(yes).sum();
        double allNo = Arrays.stream(no).sum();
        var outcomes = new Outcomes[thresholds.length];
        double tp = 0;
        double fp = 0;
        for (int i = outcomes.length - 1; i >= 0; i--) {
            tp += yes[i + 1];
            fp += no[i + 1];
            outcomes[i] = new Outcomes(tp, fp, Math.max(0, allNo - fp), Math.max(0, allYes - tp));
        }
        return outcomes;
    }
}

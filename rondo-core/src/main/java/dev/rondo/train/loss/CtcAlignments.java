package dev.rondo.train.loss;

import java.util.Arrays;

/// All ways to align the labels of one sample with its steps, summed up by the forward–backward algorithm in the logarithms
/// of doubles (Graves et al. 2006, section 4.1, whose letters these are).
///
/// An alignment walks through the states `blank, label, blank, label, …, blank`: at each step it stays, goes on to the next
/// state, or past a blank between two labels that differ.
final class CtcAlignments {
    private static final int BLANK = 0;

    private final float[] x;
    private final int[] rows;
    private final int classes;
    private final int[] states;
    private final double[] logSums;
    private final double[][] alpha;

    /// The logits of step t are row `rows[t]` of x.
    CtcAlignments(float[] x, int[] rows, int classes, int[] labels) {
        this.x = x;
        this.rows = rows;
        this.classes = classes;
        this.states = new int[2 * labels.length + 1];
        for (int l = 0; l < labels.length; l++) states[2 * l + 1] = labels[l];
        this.logSums = Arrays.stream(rows).mapToDouble(this::logSumExp).toArray();
        this.alpha = forward();
    }

    double logProbability() {
        if (rows.length == 0) return 0;
        var last = alpha[rows.length - 1];
        double end = last[states.length - 1];
        return states.length == 1 ? end : Probability.logAdd(end, last[states.length - 2]);
    }

    /// `dx += dy · ∂(−ln P)/∂x`: at each step, the softmax minus the share of the alignments that say the class there.
    void addSlope(double dy, float[] dx) {
        double all = logProbability();
        var beta = new double[states.length];
        var said = new double[classes];
        for (int t = rows.length - 1; t >= 0; t--) {
            beta = t == rows.length - 1 ? ends() : backward(t, beta);
            Arrays.fill(said, 0);
            for (int s = 0; s < states.length; s++) said[states[s]] += Math.exp(alpha[t][s] + beta[s] - all);
            for (int k = 0; k < classes; k++) {
                dx[rows[t] * classes + k] += (float) (dy * (Math.exp(logY(t, k)) - said[k]));
            }
        }
    }

    /// `alpha[t][s]`: ln of the probability of all that is said up to step t, if state s is reached there.
    private double[][] forward() {
        var a = new double[rows.length][states.length];
        for (int t = 0; t < rows.length; t++) {
            for (int s = 0; s < states.length; s++) {
                double before = t == 0 ? (s < 2 ? 0 : Double.NEGATIVE_INFINITY) : a[t - 1][s];
                if (t > 0 && s > 0) before = Probability.logAdd(before, a[t - 1][s - 1]);
                if (t > 0 && skips(s)) before = Probability.logAdd(before, a[t - 1][s - 2]);
                a[t][s] = before + logY(t, states[s]);
            }
        }
        return a;
    }

    /// beta at step t from beta at t + 1: ln of the probability of all that is said after step t, if it is at state s.
    private double[] backward(int t, double[] next) {
        var beta = new double[states.length];
        for (int s = 0; s < states.length; s++) {
            beta[s] = next[s] + logY(t + 1, states[s]);
            if (s + 1 < states.length) beta[s] = Probability.logAdd(beta[s], next[s + 1] + logY(t + 1, states[s + 1]));
            if (s + 2 < states.length && skips(s + 2)) {
                beta[s] = Probability.logAdd(beta[s], next[s + 2] + logY(t + 1, states[s + 2]));
            }
        }
        return beta;
    }

    /// An alignment ends at the last label or at the blank behind it.
    private double[] ends() {
        var beta = new double[states.length];
        Arrays.fill(beta, Double.NEGATIVE_INFINITY);
        for (int s = Math.max(0, states.length - 2); s < states.length; s++) beta[s] = 0;
        return beta;
    }

    /// Whether state s can be reached from s − 2.
    private boolean skips(int s) { return s >= 2 && states[s] != BLANK && states[s] != states[s - 2]; }

    private double logY(int t, int k) { return x[rows[t] * classes + k] - logSums[t]; }

    private double logSumExp(int row) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) max = Math.max(max, x[row * classes + k]);
        double sum = 0;
        for (int k = 0; k < classes; k++) sum += Math.exp(x[row * classes + k] - max);
        return max + Math.log(sum);
    }
}

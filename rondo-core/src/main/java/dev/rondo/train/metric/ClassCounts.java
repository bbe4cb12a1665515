package dev.rondo.train.metric;

/// Hits and misses by class, and Keras's F scores of them (`keras/src/metrics/f_score_metrics.py`). Its ε of 1e-7 in each
/// divisor makes a class without hits score 0.
final class ClassCounts {
    private static final double EPSILON = 1e-7;

    private final double[] truePositives;
    private final double[] falsePositives;
    private final double[] falseNegatives;

    ClassCounts(int classes) {
        truePositives = new double[classes];
        falsePositives = new double[classes];
        falseNegatives = new double[classes];
    }

    int classes() { return truePositives.length; }

    void add(int c, double actual, boolean predicted, double weight) {
        if (predicted) {
            truePositives[c] += weight * actual;
            falsePositives[c] += weight * (1 - actual);
        } else {
            falseNegatives[c] += weight * actual;
        }
    }

    /// `(1 + β²) · precision · recall / (β² · precision + recall)`, averaged over the classes.
    double score(Average average, double beta) {
        int n = classes();
        if (n == 0) return 0;
        double b = beta * beta;
        if (average == Average.MICRO) return score(sum(truePositives), sum(falsePositives), sum(falseNegatives), b);
        double score = 0;
        double occurring = 0;
        double support = sum(truePositives) + sum(falseNegatives);
        for (int c = 0; c < n; c++) {
            double own = score(c, beta);
            double actual = truePositives[c] + falseNegatives[c];
            score += average == Average.WEIGHTED ? own * actual / (support + EPSILON) : own;
            if (actual + falsePositives[c] > 0) occurring++;
        }
        return switch (average) {
            case MICRO, WEIGHTED -> score;
            case MACRO -> score / n;
            case MACRO_OCCURRING -> occurring == 0 ? 0 : score / occurring;
        };
    }

    /// Of one class.
    double score(int c, double beta) {
        return score(truePositives[c], falsePositives[c], falseNegatives[c], beta * beta);
    }

    private static double score(double tp, double fp, double fn, double b) {
        double precision = tp / (tp + fp + EPSILON);
        double recall = tp / (tp + fn + EPSILON);
        return (1 + b) * (precision * recall / (b * precision + recall + EPSILON));
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double v : x) sum += v;
        return sum;
    }
}

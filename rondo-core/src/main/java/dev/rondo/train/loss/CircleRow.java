package dev.rondo.train.loss;

/// The loss of one sample of [Circle], beside all samples of its batch.
final class CircleRow {
    private final Circle circle;
    private final float[] labels;
    private final float[] products;
    private final int own;
    private final double near;
    private final double far;

    /// For sample `own`, with `products` its cosines and everybody else's, row-major.
    CircleRow(Circle circle, float[] labels, float[] products, int own) {
        this.circle = circle;
        this.labels = labels;
        this.products = products;
        this.own = own;
        this.near = logSumExp(true);
        this.far = logSumExp(false);
    }

    /// 0 if there is nobody of the same class, or nobody else.
    double loss() {
        double x = near + far;
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// `slopes += dy · ∂loss/∂product` in this sample's row.
    void slope(double dy, float[] slopes) {
        if (Double.isInfinite(near) || Double.isInfinite(far)) return;
        double outer = dy / (1 + Math.exp(-near - far));
        for (int j = 0; j < labels.length; j++) {
            double cosine = products[own * labels.length + j];
            if (!counts(j) || cosine >= 1) continue;
            boolean same = same(j);
            double share = Math.exp(term(j, same) - (same ? near : far));
            slopes[own * labels.length + j] -= (float) (outer * share * ofDistance(distance(j), same));
        }
    }

    private double logSumExp(boolean same) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < labels.length; j++) if (counts(j) && same(j) == same) max = Math.max(max, term(j, same));
        if (max == Double.NEGATIVE_INFINITY) return max;
        double sum = 0;
        for (int j = 0; j < labels.length; j++) {
            if (counts(j) && same(j) == same) sum += Math.exp(term(j, same) - max);
        }
        return max + Math.log(sum);
    }

    private double term(int j, boolean same) {
        double d = distance(j);
        double m = circle.margin();
        return circle.gamma() * (same ? (d + m) * (d - m) : Math.max(1 + m - d, 0) * (1 - m - d));
    }

    private double ofDistance(double d, boolean same) {
        if (same) return circle.gamma() * 2 * d;
        return 1 + circle.margin() - d > 0 ? circle.gamma() * (2 * d - 2) : 0;
    }

    private double distance(int j) { return Math.max(1 - (double) products[own * labels.length + j], 0); }

    private boolean same(int j) { return labels[j] == labels[own]; }

    private boolean counts(int j) { return j != own || !circle.removeDiagonal(); }
}

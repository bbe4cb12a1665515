package dev.rondo.train.metric;

/// What came of yes-or-no answers, counted or weighed, and the rates made of it. A rate of nothing is 0, as with Keras's
/// `divide_no_nan`.
public record Outcomes(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
    /// Of what was taken for a yes, the share that is one.
    public double precision() { return ratio(truePositives, truePositives + falsePositives); }

    /// Of what is a yes, the share that was found; sensitivity by another name.
    public double recall() { return ratio(truePositives, positives()); }

    /// Of what is no, the share that was taken for it.
    public double specificity() { return ratio(trueNegatives, negatives()); }

    /// Of what is no, the share that was taken for a yes.
    public double fallout() { return ratio(falsePositives, negatives()); }

    /// What is a yes.
    public double positives() { return truePositives + falseNegatives; }

    /// What is no.
    public double negatives() { return trueNegatives + falsePositives; }

    static double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }
}

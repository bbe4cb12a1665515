package dev.rondo.train.metric;

/// What came of yes-or-no answers, counted or weighed, and the rates made of it. A rate of nothing is 0, as with Keras's
/// `divide_no_nan`.
record Outcomes(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
    double precision() { return ratio(truePositives, truePositives + falsePositives); }

    /// Sensitivity by another name.
    double recall() { return ratio(truePositives, positives()); }

    double specificity() { return ratio(trueNegatives, negatives()); }

    /// Of what is no, the share that was taken for a yes.
    double fallout() { return ratio(falsePositives, negatives()); }

    double positives() { return truePositives + falseNegatives; }

    double negatives() { return trueNegatives + falsePositives; }

    static double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }
}

package dev.rondo.train.metric;

/// A number for a row of targets and predictions: what [RowScores] takes the mean of.
interface RowScore {
    /// The score of the row that has n numbers from `at` on, in the target and in the prediction.
    double of(float[] t, float[] p, int at, int n);
}

package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;

/// A number for each row, a row being the last axis: what [Mean] takes the mean of.
interface RowScore {
    /// The score of the row that has n numbers from `at` on, in the target and in the prediction.
    double of(float[] t, float[] p, int at, int n);

    /// The scores of all rows. Throws if the shapes do not fit.
    default float[] each(String who, Tensor target, Tensor prediction) {
        Answers.same(who, target.shape(), prediction.shape());
        int n = prediction.shape().last();
        var scores = new float[prediction.shape().rows()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) of(target.data(), prediction.data(), i * n, n);
        }
        return scores;
    }
}

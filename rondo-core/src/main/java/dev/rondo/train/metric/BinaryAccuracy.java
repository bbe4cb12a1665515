package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;

/// How often `prediction > threshold` agrees with a target of 0 or 1, `right / all` over all numbers
/// (`keras/src/metrics/accuracy_metrics.py`).
public record BinaryAccuracy(double threshold) implements Metric {
    @Override
    public String name() { return "binary_accuracy"; }

    @Override
    public Counting start() { return new Mean((target, prediction) -> right(name(), target, prediction, threshold)); }

    static float[] right(String who, Tensor target, Tensor prediction, double threshold) {
        Answers.same(who, target.shape(), prediction.shape());
        var right = new float[prediction.data().length];
        float t = (float) threshold;
        for (int i = 0; i < right.length; i++) {
            right[i] = target.data()[i] == (prediction.data()[i] > t ? 1 : 0) ? 1 : 0;
        }
        return right;
    }
}

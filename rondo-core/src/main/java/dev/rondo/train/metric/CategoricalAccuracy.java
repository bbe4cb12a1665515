package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;

/// How often the most probable class is that of a one-hot target, `argmax p = argmax t`
/// (`keras/src/metrics/accuracy_metrics.py`).
public record CategoricalAccuracy() implements Metric {
    @Override
    public String name() { return "categorical_accuracy"; }

    @Override
    public Counting start() { return new Mean((target, prediction) -> right(name(), target, prediction)); }

    static float[] right(String who, Tensor target, Tensor prediction) {
        Answers.same(who, target.shape(), prediction.shape());
        return agree(Answers.largest(target), Answers.largest(prediction));
    }

    static float[] agree(int[] actual, int[] predicted) {
        var right = new float[actual.length];
        for (int i = 0; i < right.length; i++) right[i] = actual[i] == predicted[i] ? 1 : 0;
        return right;
    }
}

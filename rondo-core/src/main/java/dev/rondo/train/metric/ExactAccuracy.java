package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;

/// How often a predicted number is its target, exactly `p = t`: Keras's class `Accuracy`
/// (`keras/src/metrics/accuracy_metrics.py`), for predictions that are class numbers. Not what Keras's string
/// `"accuracy"` means: that is [Accuracy].
public record ExactAccuracy() implements Metric {
    @Override
    public String name() { return "accuracy"; }

    @Override
    public Counting start() { return new Mean(this::right); }

    private float[] right(Tensor target, Tensor prediction) {
        Answers.same("exact accuracy", target.shape(), prediction.shape());
        var right = new float[prediction.data().length];
        for (int i = 0; i < right.length; i++) right[i] = target.data()[i] == prediction.data()[i] ? 1 : 0;
        return right;
    }
}

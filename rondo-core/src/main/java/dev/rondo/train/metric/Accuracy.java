package dev.rondo.train.metric;

import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The share of right answers, `right / all`, of whatever kind: Keras's string `"accuracy"`. Predictions of one column
/// are binary, targets without the classes' axis are class numbers, and all else is one-hot
/// (`keras/src/trainers/compile_utils.py`, `get_metric`).
public record Accuracy() implements Metric {
    @Override
    public String name() { return "accuracy"; }

    @Override
    public Counting start() { return new Mean(Accuracy::right); }

    private static float[] right(Tensor target, Tensor prediction) {
        Shape p = prediction.shape();
        if (p.last() == 1) return BinaryAccuracy.right("accuracy", target, prediction, 0.5);
        if (Answers.sparse(target.shape(), p)) return SparseCategoricalAccuracy.right("accuracy", target, prediction);
        return CategoricalAccuracy.right("accuracy", target, prediction);
    }
}

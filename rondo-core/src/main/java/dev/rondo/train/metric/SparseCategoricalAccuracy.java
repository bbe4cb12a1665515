package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;

/// How often the most probable class is the target, a class number; targets `[batch]` or `[batch, 1]`, and for
/// sequences `[batch, time]` or `[batch, time, 1]` (`keras/src/metrics/accuracy_metrics.py`).
public record SparseCategoricalAccuracy() implements Metric {
    @Override
    public String name() { return "sparse_categorical_accuracy"; }

    @Override
    public Counting start() { return new Mean((target, prediction) -> right(name(), target, prediction)); }

    static float[] right(String who, Tensor target, Tensor prediction) {
        if (!Answers.sparse(target.shape(), prediction.shape())) {
            throw new RondoException(
                    ("%s: class numbers are expected as targets, but the target has shape %s and the prediction %s; "
                            + "use categoricalAccuracy for one-hot targets")
                            .formatted(who, target.shape(), prediction.shape()));
        }
        return CategoricalAccuracy.agree(Answers.classes(who, target, prediction), Answers.largest(prediction));
    }
}

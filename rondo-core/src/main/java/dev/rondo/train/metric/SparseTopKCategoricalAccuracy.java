package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;

/// How often the target, a class number, is among the k most probable classes; targets `[batch]` or `[batch, 1]`, and
/// for sequences `[batch, time]` or `[batch, time, 1]` (`keras/src/metrics/accuracy_metrics.py`). Ties count as in
/// [TopKCategoricalAccuracy].
public record SparseTopKCategoricalAccuracy(int k, boolean fromSortedIds) implements Metric {
    public SparseTopKCategoricalAccuracy {
        Legal.atLeast(1, "sparse_top_k_categorical_accuracy", "k", k);
    }

    /// Predictions are class numbers, the most probable first; Keras's `from_sorted_ids=True`.
    public SparseTopKCategoricalAccuracy withSortedIds() { return new SparseTopKCategoricalAccuracy(k, true); }

    @Override
    public String name() { return "sparse_top_k_categorical_accuracy"; }

    @Override
    public Counting start() { return new Mean(this::right); }

    private float[] right(Tensor target, Tensor prediction) {
        if (!Answers.sparse(target.shape(), prediction.shape())) {
            throw new RondoException(
                    ("%s: class numbers are expected as targets, but the target has shape %s and the prediction %s; "
                            + "use topKCategoricalAccuracy for one-hot targets")
                            .formatted(name(), target.shape(), prediction.shape()));
        }
        int[] classes = Answers.classes(name(), target, prediction);
        return fromSortedIds ? listed(classes, prediction)
                : TopKCategoricalAccuracy.among(k, classes, prediction);
    }

    private float[] listed(int[] classes, Tensor prediction) {
        int n = prediction.shape().last();
        if (n < k) {
            throw new RondoException("%s: the prediction %s lists %d classes, too few for k = %d".formatted(name(),
                    prediction.shape(), n, k));
        }
        var right = new float[classes.length];
        for (int i = 0; i < right.length; i++) {
            for (int j = 0; j < k; j++) if (prediction.data()[i * n + j] == classes[i]) right[i] = 1;
        }
        return right;
    }
}

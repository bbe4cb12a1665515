package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.tensor.Tensor;

/// How often the class of a one-hot target is among the k most probable, `|{j: p_j > p_class}| < k`
/// (`keras/src/metrics/accuracy_metrics.py`). A class is if fewer than k others are more probable, so several that tie
/// for the last place all are.
public record TopKCategoricalAccuracy(int k) implements Metric {
    public TopKCategoricalAccuracy {
        Legal.atLeast(1, "top_k_categorical_accuracy", "k", k);
    }

    @Override
    public String name() { return "top_k_categorical_accuracy"; }

    @Override
    public Counting start() {
        return new Mean((target, prediction) -> {
            Answers.same(name(), target.shape(), prediction.shape());
            return among(k, Answers.largest(target), prediction);
        });
    }

    /// For each row, whether its class is among the k most probable; a class that there is not never is.
    static float[] among(int k, int[] classes, Tensor prediction) {
        var p = prediction.data();
        int n = prediction.shape().last();
        var right = new float[classes.length];
        for (int i = 0; i < right.length; i++) {
            if (classes[i] < 0 || classes[i] >= n) continue;
            float own = p[i * n + classes[i]];
            int above = 0;
            for (int j = i * n; j < i * n + n; j++) if (p[j] > own) above++;
            right[i] = above < k && Float.isFinite(own) ? 1 : 0;
        }
        return right;
    }
}

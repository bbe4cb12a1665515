package dev.rondo.train;

import dev.rondo.RondoException;
import dev.rondo.train.loss.Loss;
import dev.rondo.train.loss.Reduction;
import dev.rondo.train.metric.Metric;
import java.util.List;

/// What one output of a model is trained for: its loss, how much that counts, and what is measured beside it. Keras's
/// dictionaries `loss`, `loss_weights`, `metrics` and `weighted_metrics` of `compile`.
///
/// ```java
/// Training.compile(model, adam(),
///         objective("topic", sparseCategoricalCrossentropy()).metrics(accuracy()),
///         objective("length", meanSquaredError()).weight(0.1));
/// ```
///
/// @param output the name of the output: that of the layer it comes from; empty for the only one
/// @param metrics measured without the weights of samples and classes
/// @param weightedMetrics measured with them
public record Objective(String output, Loss loss, double weight, List<Metric> metrics,
        List<Metric> weightedMetrics) {
    public Objective {
        metrics = List.copyOf(metrics);
        weightedMetrics = List.copyOf(weightedMetrics);
        if (!Double.isFinite(weight)) {
            throw new RondoException("objective: the weight of %s is %s".formatted(output, weight));
        }
        if (loss.reduction() == Reduction.NONE) {
            throw new RondoException("objective: the loss of %s has the reduction NONE, but training needs one number"
                    .formatted(output));
        }
    }

    public static Objective objective(String output, Loss loss) {
        return new Objective(output, loss, 1, List.of(), List.of());
    }

    /// The objective of a model with one output.
    public static Objective objective(Loss loss) {
        return objective("", loss);
    }

    /// How much the loss of this output counts in the sum of all.
    public Objective weight(double share) {
        return new Objective(output, loss, share, metrics, weightedMetrics);
    }

    /// Measured beside the loss, without the weights of samples and classes; a mask counts.
    public Objective metrics(Metric... measured) {
        return new Objective(output, loss, weight, List.of(measured), weightedMetrics);
    }

    /// Measured with the weights of samples and classes: Keras's `weighted_metrics`. One whose name is that of a metric
    /// without weights is logged as `weighted_accuracy`.
    public Objective weightedMetrics(Metric... measured) {
        return new Objective(output, loss, weight, metrics, List.of(measured));
    }
}

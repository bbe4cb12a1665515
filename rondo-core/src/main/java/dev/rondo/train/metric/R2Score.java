package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// The coefficient of determination, `1 − Σ (t − p)² / Σ (t − mean t)²` of each output (column), then averaged
/// (`keras/src/metrics/regression_metrics.py`): 1 is right everywhere, 0 is as good as the mean of the targets.
///
/// Where the targets of an output are all the same, its score is 1 if they are met and 0 if not, as in scikit-learn; Keras
/// has NaN and 0. With `numRegressors` the score is adjusted: `1 − (1 − R²)(n − 1) / (n − k − 1)`, where n counts all
/// numbers, as Keras does it, not rows; until there are more than k + 1 of them it is not.
public record R2Score(ClassAggregation classAggregation, int numRegressors) implements Metric {
    public R2Score { R2Counts.check(numRegressors); }

    public R2Score() { this(ClassAggregation.UNIFORM_AVERAGE, 0); }

    public R2Score classAggregation(ClassAggregation a) { return new R2Score(a, numRegressors); }

    public R2Score numRegressors(int k) { return new R2Score(classAggregation, k); }

    /// A number for each output instead of their average; Keras's `class_aggregation=None`. The names, if there are any,
    /// are those of the outputs, in their order: `r2_score_price` instead of `r2_score_0`.
    public R2ByOutput byOutput(String... names) { return new R2ByOutput(numRegressors, List.of(names)); }

    @Override
    public String name() { return "r2_score"; }

    @Override
    public Counting start() {
        var counts = new R2Counts(numRegressors);
        return new Counting() {
            @Override
            public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
                counts.add(target, prediction, weights);
            }

            @Override
            public double value() { return counts.score(classAggregation); }
        };
    }
}

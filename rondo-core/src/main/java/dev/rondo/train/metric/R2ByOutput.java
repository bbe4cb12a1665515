package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `1 − Σ (t − p)² / Σ (t − mean t)²`, a number for each output (column): [R2Score] with Keras's `class_aggregation=None`
/// (`keras/src/metrics/regression_metrics.py`). Made by [R2Score#byOutput]. With `numRegressors` each is adjusted.
///
/// @param outputs what the outputs are called in the logs; their numbers if there are none
public record R2ByOutput(int numRegressors, List<String> outputs) implements SeveralNumbers {
    public R2ByOutput {
        R2Counts.check(numRegressors);
        outputs = List.copyOf(outputs);
        PartNames.check("r2_score", outputs);
    }

    @Override
    public String name() { return "r2_score"; }

    @Override
    public Measuring start() {
        var counts = new R2Counts(numRegressors);
        return new Measuring() {
            @Override
            public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
                PartNames.check(name(), outputs, prediction.shape().last());
                counts.add(target, prediction, weights);
            }

            @Override
            public Map<String, Double> values() {
                return counts.outputs() == 0 ? PartNames.none(outputs)
                        : PartNames.of(outputs, counts.outputs(), counts::score);
            }
        };
    }
}

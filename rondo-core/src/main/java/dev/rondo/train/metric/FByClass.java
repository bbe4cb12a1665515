package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// `(1 + β²) PR / (β² P + R)` of precision P and recall R, a number for each class, `f1_score_0`, `f1_score_1` and so on:
/// Keras's `F1Score()` and `FBetaScore()`, whose default is `average=None` (`keras/src/metrics/f_score_metrics.py`). Targets
/// and thresholds as in [F1], which averages over the classes.
///
/// @param classes what the classes are called in the logs; their numbers if there are none
public record FByClass(String name, double beta, OptionalDouble threshold, List<String> classes)
        implements
            SeveralNumbers {
    public FByClass {
        Legal.positive(name, "beta", beta);
        FScores.check(name, threshold);
        classes = List.copyOf(classes);
        PartNames.check(name, classes);
    }

    FByClass(String name, double beta) { this(name, beta, OptionalDouble.empty(), List.of()); }

    public FByClass threshold(double t) { return new FByClass(name, beta, OptionalDouble.of(t), classes); }

    /// Names of the classes, in their order: `f1_score_sport` instead of `f1_score_0`.
    public FByClass classes(String... names) { return new FByClass(name, beta, threshold, List.of(names)); }

    @Override
    public Measuring start() {
        var scores = new FScores(name, threshold);
        return new Measuring() {
            @Override
            public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
                PartNames.check(name, classes, prediction.shape().last());
                scores.add(target, prediction, weights);
            }

            @Override
            public Map<String, Double> values() {
                var counts = scores.counts();
                return counts.classes() == 0 ? PartNames.none(classes)
                        : PartNames.of(classes, counts.classes(), c -> counts.score(c, beta));
            }
        };
    }
}

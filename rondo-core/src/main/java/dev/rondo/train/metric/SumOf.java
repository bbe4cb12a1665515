package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// The sum of numbers that a function makes of targets and predictions, each times its weight, `Σ w x`; Keras's `Sum`
/// (`keras/src/metrics/reduction_metrics.py`).
///
/// @param each target and prediction to one number or more for each sample, or for each of its steps, in order
public record SumOf(String name, Direction direction, BinaryOperator<Tensor> each) implements Metric {
    @Override
    public Counting start() { return new Sum(); }

    private final class Sum implements Counting {
        private double sum;

        @Override
        public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
            float[] v = each.apply(target.detached(), prediction.detached()).data();
            var weight = Weighing.each(v.length, weights);
            for (int i = 0; i < v.length; i++) {
                double w = weight.applyAsDouble(i);
                if (w != 0) sum += v[i] * w;
            }
        }

        @Override
        public double value() { return sum; }
    }
}

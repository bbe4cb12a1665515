package dev.rondo.train.metric;

import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Loss;
import dev.rondo.train.loss.WeightedMean;
import java.util.Optional;

/// Any loss as a metric: its mean over all samples, `Σ w loss / Σ w`. Keras's `metrics.MeanSquaredError` and the like.
/// They stand in `keras/src/metrics/regression_metrics.py` and `keras/src/metrics/probabilistic_metrics.py`.
public record LossMetric(Loss loss) implements Metric {
    @Override
    public String name() { return loss.name(); }

    @Override
    public Direction direction() { return Direction.DOWN; }

    /// With weights or a mask, losses that do not count, such as those of a class to be ignored, are taken out of both
    /// sums; without, they count as the 0 that they are, as in Keras (`reduce_to_samplewise_values`).
    @Override
    public Counting start() { return new MeanLoss(); }

    private final class MeanLoss implements Counting {
        private final RunningMean mean = new RunningMean();

        @Override
        public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
            var losses = loss.perSample(target.detached(), Signal.of(prediction.detached()));
            var each = losses.tensor();
            var own = weights.map(w -> Weighing.of(name(), w, prediction.shape(), each.data().length));
            boolean left = own.isPresent() && losses.mask().present();
            mean.add(each.data(), left ? WeightedMean.cells(each.shape(), own, losses.mask()) : own);
        }

        @Override
        public double value() { return mean.value(); }
    }
}

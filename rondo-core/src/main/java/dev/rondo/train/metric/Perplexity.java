package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.SparseCategoricalCrossentropy;
import java.util.Optional;

/// `e` to the mean crossentropy of all steps, `e^(−Σ ln p_t / n)`: among how many equally probable words a language
/// model seems to choose. Targets are class numbers, predictions `[batch, time, words]` after a softmax; padding is
/// left out by the mask. Keras Hub's `Perplexity` (`keras_hub/src/metrics/perplexity.py`).
public record Perplexity(boolean fromLogits) implements Metric {
    /// For predictions without a softmax; Keras Hub's `from_logits=True`.
    public Perplexity withLogits() { return new Perplexity(true); }

    @Override
    public String name() { return "perplexity"; }

    @Override
    public Direction direction() { return Direction.DOWN; }

    @Override
    public Counting start() {
        var loss = new SparseCategoricalCrossentropy();
        var mean = new LossMetric(fromLogits ? loss.withLogits() : loss).start();
        return new Counting() {
            private boolean any;

            @Override
            public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
                mean.add(target, prediction, weights);
                any |= prediction.shape().rows() > 0 && weights.map(Perplexity::some).orElse(true);
            }

            @Override
            public double value() { return any ? Math.exp(mean.value()) : 0; }
        };
    }

    private static boolean some(float[] weights) {
        for (float w : weights) if (w != 0) return true;
        return false;
    }
}

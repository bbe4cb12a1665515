package dev.rondo.train.loss;

import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;

/// A loss with another reduction than its own.
public record Reduced(Loss loss, Reduction reduction) implements Loss {
    @Override
    public String name() { return loss.name(); }

    @Override
    public Tensor perSample(Tensor target, Tensor prediction) { return loss.perSample(target, prediction); }

    @Override
    public Signal perSample(Tensor target, Signal prediction) { return loss.perSample(target, prediction); }

    @Override
    public Loss reduction(Reduction other) { return new Reduced(loss, other); }
}

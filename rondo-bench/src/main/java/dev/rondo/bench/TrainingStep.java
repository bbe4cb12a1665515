package dev.rondo.bench;

import dev.rondo.model.Model;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Loss;
import dev.rondo.train.loss.Losses;
import dev.rondo.train.loss.WeightedMean;
import dev.rondo.train.optimizer.Optimization;
import dev.rondo.train.optimizer.Optimizers;
import java.util.Optional;

/// One full training step on one batch: fresh gradients, forward, cross-entropy, backward, Adam. The gradient of the
/// inputs is computed too, as for a layer inside a network, unless the inputs are words.
final class TrainingStep implements Runnable {
    private final Model model;
    private final Tensor x;
    private final Mask mask;
    private final boolean words;
    private final Tensor y;
    private final Loss loss = Losses.sparseCategoricalCrossentropy().withLogits();
    private final Optimization adam = new Optimization(Optimizers.adam());

    TrainingStep(Model model, Tensor x, Mask mask, boolean words, Tensor y) {
        this.model = model;
        this.x = x;
        this.mask = mask;
        this.words = words;
        this.y = y;
    }

    @Override
    public void run() {
        var pass = Pass.training(model.weights(), model.machine(), Key.of(0).in(adam.steps()));
        var out = model.call(Signal.of(words ? pass.input(x) : pass.watched(x), mask), pass);
        var value = WeightedMean.reduce(loss.perSample(y, out.tensor()), Optional.empty(), out.mask());
        var gradients = pass.backward(value);
        adam.step(pass.read(), gradients::of, model.machine());
        pass.done(gradients);
    }
}

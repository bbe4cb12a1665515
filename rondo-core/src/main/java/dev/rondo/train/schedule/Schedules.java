package dev.rondo.train.schedule;

import java.util.List;

/// The schedules, one line each, with Keras's defaults: `adam().schedule(cosineDecay(0.001, 10_000).alpha(0.1))`. Most
/// are those of `keras/src/optimizers/schedules/learning_rate_schedule.py`.
public final class Schedules {
    private Schedules() {}

    /// One rate throughout: what to warm up to where nothing else changes the rate.
    public static Schedule constant(double learningRate) { return new Constant(learningRate); }

    /// Falls by the factor `decayRate` every `decaySteps` steps.
    public static ExponentialDecay exponentialDecay(double initialLearningRate, long decaySteps, double decayRate) {
        return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, false);
    }

    /// Falls like one over the time that has passed.
    public static InverseTimeDecay inverseTimeDecay(double initialLearningRate, long decaySteps, double decayRate) {
        return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, false);
    }

    /// `values[i]` up to and including step `boundaries[i]`, and the last value after them all.
    public static PiecewiseConstantDecay piecewiseConstantDecay(List<Integer> boundaries, List<Double> values) {
        return new PiecewiseConstantDecay(boundaries, values);
    }

    /// In a straight line to 0.0001 within `decaySteps` steps; other ends and powers by its options.
    public static PolynomialDecay polynomialDecay(double initialLearningRate, long decaySteps) {
        return new PolynomialDecay(initialLearningRate, decaySteps, 0.0001, 1, false);
    }

    /// Half a cosine down to 0 within `decaySteps` steps; with `warmup(target, steps)` after a straight way up.
    public static CosineDecay cosineDecay(double initialLearningRate, long decaySteps) {
        return new CosineDecay(initialLearningRate, decaySteps);
    }

    /// Half a cosine down to 0, then again from the top, each time twice as long.
    public static CosineDecayRestarts cosineDecayRestarts(double initialLearningRate, long firstDecaySteps) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, 2, 1, 0);
    }

    /// Up to `maxLr` and down again, once; PyTorch's `OneCycleLR`.
    public static OneCycle oneCycle(double maxLr, long totalSteps) { return new OneCycle(maxLr, totalSteps); }

    /// From 0 in a straight line to where `then` begins, within `steps` steps; after them, `then` from its own start.
    public static Warmup warmup(long steps, Schedule then) { return new Warmup(steps, then, 0); }
}

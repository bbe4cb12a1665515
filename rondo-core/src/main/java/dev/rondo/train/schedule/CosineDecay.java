package dev.rondo.train.schedule;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.OptionalDouble;

/// `top · ((1 − α)·½(1 + cos(π · step / decaySteps)) + α)`, and `top · α` from `decaySteps` on (Loshchilov & Hutter 2017;
/// `keras/src/optimizers/schedules/learning_rate_schedule.py`). `top` is the initial rate or, after a warm-up, its
/// target; the steps are counted from the end of the warm-up. PyTorch's `CosineAnnealingLR`.
public record CosineDecay(double initialLearningRate, long decaySteps, double alpha, OptionalDouble warmupTarget,
        long warmupSteps) implements Schedule {
    public CosineDecay {
        Legal.notNegative("cosineDecay", "initialLearningRate", initialLearningRate);
        Legal.atLeast(1, "cosineDecay", "decaySteps", decaySteps);
        Legal.fraction("cosineDecay", "alpha", alpha);
        Legal.atLeast(0, "cosineDecay", "warmupSteps", warmupSteps);
        if (warmupTarget.isPresent()) Legal.notNegative("cosineDecay", "warmupTarget", warmupTarget.getAsDouble());
        if (warmupTarget.isEmpty() && warmupSteps > 0) {
            throw new RondoException("cosineDecay: %d warm-up steps need a target; use warmup(target, steps)"
                    .formatted(warmupSteps));
        }
    }

    public CosineDecay(double initialLearningRate, long decaySteps) {
        this(initialLearningRate, decaySteps, 0, OptionalDouble.empty(), 0);
    }

    /// Where the rate ends, as a share of its top; 0 unless said.
    public CosineDecay alpha(double share) {
        return new CosineDecay(initialLearningRate, decaySteps, share, warmupTarget, warmupSteps);
    }

    /// First in a straight line from the initial rate to `target`, within `steps` steps; Keras's `warmup_target` and
    /// `warmup_steps`.
    public CosineDecay warmup(double target, long steps) {
        return new CosineDecay(initialLearningRate, decaySteps, alpha, OptionalDouble.of(target), steps);
    }

    @Override
    public double rate(long step) {
        double top = warmupTarget.orElse(initialLearningRate);
        if (step < warmupSteps) return (top - initialLearningRate) * step / warmupSteps + initialLearningRate;
        double passed = (double) Math.min(step - warmupSteps, decaySteps) / decaySteps;
        return top * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * passed)) + alpha);
    }
}

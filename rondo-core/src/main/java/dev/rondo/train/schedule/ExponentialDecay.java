package dev.rondo.train.schedule;

import dev.rondo.Legal;

/// `initial · decayRate^(step / decaySteps)` (`keras/src/optimizers/schedules/learning_rate_schedule.py`); as a staircase
/// the division leaves no remainder. PyTorch's `ExponentialLR` and, as a staircase, `StepLR`.
public record ExponentialDecay(double initialLearningRate, long decaySteps, double decayRate, boolean stairs)
        implements
            Schedule {
    public ExponentialDecay {
        Legal.notNegative("exponentialDecay", "initialLearningRate", initialLearningRate);
        Legal.atLeast(1, "exponentialDecay", "decaySteps", decaySteps);
        Legal.positive("exponentialDecay", "decayRate", decayRate);
    }

    /// One drop every `decaySteps` steps instead of a little each step; Keras's `staircase=True`.
    public ExponentialDecay staircase() {
        return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, true);
    }

    @Override
    public double rate(long step) {
        double passed = (double) step / decaySteps;
        return initialLearningRate * Math.pow(decayRate, stairs ? Math.floor(passed) : passed);
    }
}

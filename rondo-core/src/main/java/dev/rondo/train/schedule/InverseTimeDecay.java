package dev.rondo.train.schedule;

import dev.rondo.Legal;

/// `initial / (1 + decayRate · step / decaySteps)` (`keras/src/optimizers/schedules/learning_rate_schedule.py`); as a
/// staircase the division leaves no remainder.
public record InverseTimeDecay(double initialLearningRate, long decaySteps, double decayRate, boolean stairs)
        implements
            Schedule {
    public InverseTimeDecay {
        Legal.notNegative("inverseTimeDecay", "initialLearningRate", initialLearningRate);
        Legal.atLeast(1, "inverseTimeDecay", "decaySteps", decaySteps);
        Legal.positive("inverseTimeDecay", "decayRate", decayRate);
    }

    /// One drop every `decaySteps` steps instead of a little each step; Keras's `staircase=True`.
    public InverseTimeDecay staircase() {
        return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, true);
    }

    @Override
    public double rate(long step) {
        double passed = (double) step / decaySteps;
        return initialLearningRate / (1 + decayRate * (stairs ? Math.floor(passed) : passed));
    }
}

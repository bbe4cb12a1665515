package dev.rondo.train.schedule;

import dev.rondo.Legal;

/// `(initial − end) · (1 − step / decaySteps)^power + end`, and `end` from `decaySteps` on
/// (`keras/src/optimizers/schedules/learning_rate_schedule.py`). With cycles, `decaySteps` grows to its next multiple
/// each time it is reached, so that the rate jumps up again. PyTorch's `PolynomialLR`, which ends at 0.
public record PolynomialDecay(double initialLearningRate, long decaySteps, double endLearningRate, double power,
        boolean cycles) implements Schedule {
    public PolynomialDecay {
        Legal.notNegative("polynomialDecay", "initialLearningRate", initialLearningRate);
        Legal.atLeast(1, "polynomialDecay", "decaySteps", decaySteps);
        Legal.notNegative("polynomialDecay", "endLearningRate", endLearningRate);
        Legal.positive("polynomialDecay", "power", power);
    }

    /// Where the rate ends, 0.0001 unless said.
    public PolynomialDecay endLearningRate(double rate) {
        return new PolynomialDecay(initialLearningRate, decaySteps, rate, power, cycles);
    }

    /// 1 unless said: a straight line.
    public PolynomialDecay power(double p) {
        return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, p, cycles);
    }

    /// Starts over, a little lower, instead of staying at the end; Keras's `cycle=True`.
    public PolynomialDecay cycle() {
        return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, power, true);
    }

    @Override
    public double rate(long step) {
        double whole = (double) decaySteps;
        if (cycles) whole *= Math.max(1, Math.ceil((double) step / decaySteps));
        double left = 1 - Math.min((double) step, whole) / whole;
        return (initialLearningRate - endLearningRate) * Math.pow(left, power) + endLearningRate;
    }
}

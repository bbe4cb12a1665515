package dev.rondo.train.schedule;

import dev.rondo.Legal;

/// Cosine decay with warm restarts, SGDR (Loshchilov & Hutter 2017;
/// `keras/src/optimizers/schedules/learning_rate_schedule.py`): `initial · ((1 − α)·mMulⁱ·½(1 + cos(π · passed)) + α)`.
/// The first run takes `firstDecaySteps` steps, each that follows `tMul` times as many and from `mMul` times the height;
/// `i` counts the restarts and `passed` is the share of the run that is over. PyTorch's `CosineAnnealingWarmRestarts`.
///
/// Keras finds the run by a logarithm in float32, which at the very step of a restart can miss by one run; here a run
/// begins where it begins.
public record CosineDecayRestarts(double initialLearningRate, long firstDecaySteps, double tMul, double mMul,
        double alpha) implements Schedule {
    public CosineDecayRestarts {
        Legal.notNegative("cosineDecayRestarts", "initialLearningRate", initialLearningRate);
        Legal.atLeast(1, "cosineDecayRestarts", "firstDecaySteps", firstDecaySteps);
        Legal.check(tMul >= 1 && Double.isFinite(tMul), "cosineDecayRestarts", "tMul", "a finite number of 1 or more",
                tMul);
        Legal.positive("cosineDecayRestarts", "mMul", mMul);
        Legal.fraction("cosineDecayRestarts", "alpha", alpha);
    }

    /// How many times longer each run is than the one before; 2 unless said.
    public CosineDecayRestarts tMul(double times) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, times, mMul, alpha);
    }

    /// How many times higher each run begins than the one before; 1 unless said.
    public CosineDecayRestarts mMul(double times) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, times, alpha);
    }

    /// Where each run ends, as a share of the initial rate; 0 unless said.
    public CosineDecayRestarts alpha(double share) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, share);
    }

    @Override
    public double rate(long step) {
        double length = (double) firstDecaySteps;
        double restarts = 0;
        double into = (double) step;
        if (tMul == 1) {
            restarts = Math.floor(into / length);
            into -= restarts * length;
        }
        while (into >= length) {
            into -= length;
            length *= tMul;
            restarts++;
        }
        double height = Math.pow(mMul, restarts) * 0.5 * (1 + Math.cos(Math.PI * into / length));
        return initialLearningRate * ((1 - alpha) * height + alpha);
    }
}

package dev.rondo.train.schedule;

import dev.rondo.Legal;

/// In a straight line from one rate to where another schedule begins, then that schedule from its own step 0 (Goyal et
/// al. 2017): `from + (then(0) − from) · step / steps`. Keras has it in `CosineDecay` alone; PyTorch's `LinearLR` before
/// another in `SequentialLR`.
public record Warmup(long steps, Schedule then, double from) implements Schedule {
    public Warmup {
        Legal.atLeast(1, "warmup", "steps", steps);
        Legal.notNegative("warmup", "from", from);
    }

    /// The rate of the very first step, 0 unless said.
    public Warmup from(double rate) { return new Warmup(steps, then, rate); }

    @Override
    public double rate(long step) {
        return step < steps ? from + (then.rate(0) - from) * step / steps : then.rate(step - steps);
    }
}

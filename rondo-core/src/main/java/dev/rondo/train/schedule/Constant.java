package dev.rondo.train.schedule;

import dev.rondo.Legal;

/// One rate throughout, `rate(step) = learningRate`. By itself it is what an optimizer's own rate is; it is there to be
/// warmed up to.
public record Constant(double learningRate) implements Schedule {
    public Constant { Legal.notNegative("constant", "learningRate", learningRate); }

    @Override
    public double rate(long step) { return learningRate; }
}

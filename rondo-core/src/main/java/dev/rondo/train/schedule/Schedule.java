package dev.rondo.train.schedule;

/// The learning rate as a function of how many steps were taken: Keras's `LearningRateSchedule`. It keeps no state, so a
/// training that goes on from step 1000 has the rate of step 1000.
@FunctionalInterface
public interface Schedule {
    /// The rate of the step that comes after `step` steps, so 0 asks for the rate of the first.
    double rate(long step);
}

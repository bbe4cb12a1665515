/// How the learning rate moves over the steps of a training: schedules, one file each. Start at
/// [dev.rondo.train.schedule.Schedules], the vocabulary; any optimizer takes one by `optimizer.schedule(…)`.
@NullMarked
package dev.rondo.train.schedule;

import org.jspecify.annotations.NullMarked;

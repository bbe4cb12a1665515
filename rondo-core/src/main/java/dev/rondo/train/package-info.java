/// Fitting models to data. Start at [dev.rondo.train.Training], the loop on one screen; losses, optimizers, metrics and
/// callbacks have a package each, one file a word.
@NullMarked
package dev.rondo.train;

import org.jspecify.annotations.NullMarked;

/// Fitting models to data. Uses `data`, `model` and what is below them. Start at [dev.rondo.train.Training], the loop
/// on one screen, then [dev.rondo.train.Fitting], all that `fit` can be asked for; losses, optimizers, metrics and
/// callbacks have a package each, one file a word.
@NullMarked
package dev.rondo.train;

import org.jspecify.annotations.NullMarked;

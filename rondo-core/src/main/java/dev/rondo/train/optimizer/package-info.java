/// How gradients change weights: optimizers, one file each, and their running state. Start at
/// [dev.rondo.train.optimizer.Optimizers], the vocabulary, then [dev.rondo.train.optimizer.Optimization], which holds
/// the only state there is.
@NullMarked
package dev.rondo.train.optimizer;

import org.jspecify.annotations.NullMarked;

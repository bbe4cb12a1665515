/// What training makes small: losses, one file each, and their mean over a batch. Start at
/// [dev.rondo.train.loss.Losses], the vocabulary; a new loss is a record that implements
/// [dev.rondo.train.loss.RowLoss].
@NullMarked
package dev.rondo.train.loss;

import org.jspecify.annotations.NullMarked;

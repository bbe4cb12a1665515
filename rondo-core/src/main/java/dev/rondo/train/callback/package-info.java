/// What may watch and steer a training: callbacks, one file each, and the history of its epochs. Start at
/// [dev.rondo.train.callback.Callbacks], the vocabulary; a callback of your own implements
/// [dev.rondo.train.callback.Callback] and sees the training as a [dev.rondo.train.callback.Fit].
@NullMarked
package dev.rondo.train.callback;

import org.jspecify.annotations.NullMarked;

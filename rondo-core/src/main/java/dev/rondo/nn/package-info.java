/// What layers are made of: weights and how they start, activations, masks, and the [dev.rondo.nn.Pass], the only place
/// where a weight becomes a tensor. Uses `op` and what is below it. Start at `Pass`.
@NullMarked
package dev.rondo.nn;

import org.jspecify.annotations.NullMarked;

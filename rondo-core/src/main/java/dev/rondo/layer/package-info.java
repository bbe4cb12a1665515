/// What people stack, one file a layer: records without state. Uses `cell` and what is below it. Start at
/// [dev.rondo.layer.Layers], the vocabulary, then [dev.rondo.layer.Rnn].
@NullMarked
package dev.rondo.layer;

import org.jspecify.annotations.NullMarked;

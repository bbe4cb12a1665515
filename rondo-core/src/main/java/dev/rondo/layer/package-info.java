/// What people stack. Start at [dev.rondo.layer.Layers], the vocabulary.
@NullMarked
package dev.rondo.layer;

import org.jspecify.annotations.NullMarked;

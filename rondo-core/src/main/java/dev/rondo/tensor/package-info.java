/// Values and the record of what was done to them. Start at [dev.rondo.tensor.Tape].
@NullMarked
package dev.rondo.tensor;

import org.jspecify.annotations.NullMarked;

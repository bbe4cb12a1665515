/// Values, shapes, and the record of what was done to them, which gradients come from. Uses `kernel` alone, and knows
/// no operation but as an interface. Start at [dev.rondo.tensor.Tape].
@NullMarked
package dev.rondo.tensor;

import org.jspecify.annotations.NullMarked;

/// Held to what Keras 3.15 answered. Start at [dev.rondo.golden.RecurrentGoldenTest].
@NullMarked
package dev.rondo.golden;

import org.jspecify.annotations.NullMarked;

/// From what people have to what models take: padding, encoding, vectorising, batches. Start at [dev.rondo.data.Dataset].
@NullMarked
package dev.rondo.data;

import org.jspecify.annotations.NullMarked;

/// From what people have to what models take: padding, encoding, vectorising, batches. Knows no layer and no model;
/// uses `nn` (masks), `op` (randomness) and what is below them. Start at [dev.rondo.data.Dataset]; for texts at
/// [dev.rondo.data.WordVectorizer].
@NullMarked
package dev.rondo.data;

import org.jspecify.annotations.NullMarked;

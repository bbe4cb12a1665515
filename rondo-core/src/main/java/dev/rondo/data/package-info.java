/// From what people have to what models take: padding, encoding, vectorising, batches. Knows no layer and no model;
/// uses `nn` (masks), `op` (randomness) and what is below them. Start at [dev.rondo.data.Dataset]; for texts at
/// [dev.rondo.data.WordVectorizer]. PyTorch has no words of its own for texts, series and tables; what it has for
/// batches stands with the words here.
@NullMarked
package dev.rondo.data;

import org.jspecify.annotations.NullMarked;

/// Rondo's own model file, and how files are written so that none is ever half there. Uses everything below it; nothing
/// uses it. Start at [dev.rondo.file.RondoFile]; the format itself is described in `docs/format.md`.
@NullMarked
package dev.rondo.file;

import org.jspecify.annotations.NullMarked;

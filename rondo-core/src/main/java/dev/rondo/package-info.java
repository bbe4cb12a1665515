/// The errors of Rondo, and what numbers are legal. Everything else lives one package down; `kernel` is the lowest, `file` the highest.
@NullMarked
package dev.rondo;

import org.jspecify.annotations.NullMarked;

/// Differentiable operations: one file each, its forward above its backward. Uses `tensor` and `kernel`. Start at
/// [dev.rondo.op.Ops], the table of contents.
@NullMarked
package dev.rondo.op;

import org.jspecify.annotations.NullMarked;

/// Arithmetic on `float[]`: matrix products, elementwise loops, reductions, and splitting work over cores. Knows
/// nothing above it. Start at [dev.rondo.kernel.Kernels], the meaning of each method in one line; `ScalarKernels` are
/// the plain loops, `VectorKernels` the same in SIMD lanes. Only the latter and what they are made of, `Tiles`,
/// `Transpose` and `Curves`, import the Vector API.
@NullMarked
package dev.rondo.kernel;

import org.jspecify.annotations.NullMarked;

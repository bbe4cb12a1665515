/// How fast Rondo is: the works that `rondo bench` measures, and how. Start at [dev.rondo.bench.Works], the list, and
/// [dev.rondo.bench.Bench], which measures it. `Peer` is the same for comparisons with other libraries
/// (`rondo-bench/peers`).
@NullMarked
package dev.rondo.bench;

import org.jspecify.annotations.NullMarked;

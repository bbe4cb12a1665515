/// JMH's benchmarks of single kernels and of layers, for comparing two versions of one: `rondo-bench/jmh NAME`. What users
/// get is measured by [dev.rondo.bench.Bench].
package dev.rondo.bench.jmh;

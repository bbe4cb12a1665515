package dev.rondo.bench;

import dev.rondo.kernel.Machine;
import java.util.function.Function;

/// Something to be measured.
///
/// @param name such as `train-lstm-32-200-128-128`: what, which cell, batch, time, inputs, units
/// @param flops useful floating-point operations of one run: those of the products, without gates and padding
/// @param tokens time steps of one run, over the whole batch
/// @param start makes what is run again and again, on a machine
public record Work(String name, double flops, long tokens, Function<Machine, Runnable> start) {}

package dev.rondo.train.optimizer;

import dev.rondo.tensor.Shape;

/// A weight on its way through a step: its name in the model, its numbers `w`, their gradient `g`, and the arrays that
/// the optimizer keeps beside it, in the order of [Optimizer#slots].
public record Moving(String name, Shape shape, float[] w, float[] g, float[][] kept) {}

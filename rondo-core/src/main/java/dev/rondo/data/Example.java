package dev.rondo.data;

import dev.rondo.tensor.Tensor;

/// One example by itself, without a batch axis: x `[…]` and y `[…]`, such as ids `[time]` and a class number `[]`.
public record Example(Tensor x, Tensor y) {}

package dev.rondo.scan;

import dev.rondo.nn.Pass;
import dev.rondo.tensor.Tensor;

/// One time step: x `[batch, inputs]` and the state before it, to the state after it.
@FunctionalInterface
public interface Step {
    State step(Tensor x, State before, Pass pass);
}

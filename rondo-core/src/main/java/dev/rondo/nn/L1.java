package dev.rondo.nn;

import dev.rondo.Legal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;

/// `l1 · Σ |x|`: drives numbers to zero. Keras: `L1`.
public record L1(double l1) implements Regularizer {
    public L1 {
        Legal.notNegative("L1", "l1", l1);
    }

    @Override
    public Tensor of(Tensor x) {
        return Ops.scale((float) l1, Ops.sum(Ops.abs(x)));
    }
}

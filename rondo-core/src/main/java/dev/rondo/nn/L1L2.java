package dev.rondo.nn;

import dev.rondo.Legal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;

/// `l1 · Σ |x| + l2 · Σ x²` (the elastic net, Zou & Hastie 2005). Keras: `L1L2`.
public record L1L2(double l1, double l2) implements Regularizer {
    public L1L2 {
        Legal.notNegative("L1L2", "l1", l1);
        Legal.notNegative("L1L2", "l2", l2);
    }

    @Override
    public Tensor of(Tensor x) {
        return Ops.plus(new L1(l1).of(x), new L2(l2).of(x));
    }
}

package dev.rondo.nn;

import dev.rondo.Legal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;

/// `l2 · Σ x²`: keeps numbers small. Keras: `L2`. PyTorch's `weight_decay` of `SGD` is this with half the number.
public record L2(double l2) implements Regularizer {
    public L2 {
        Legal.notNegative("L2", "l2", l2);
    }

    @Override
    public Tensor of(Tensor x) {
        return Ops.scale((float) l2, Ops.sum(Ops.square(x)));
    }
}

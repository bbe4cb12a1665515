package dev.rondo.nn;

import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;

/// Keras's activations by name (`keras/src/activations/activations.py`). `HARD_SIGMOID` is Keras 3's, x/6 + 0.5 clipped.
public enum Activation {
    LINEAR, TANH, SIGMOID, HARD_SIGMOID, RELU, ELU, SILU, SOFTPLUS, SOFTSIGN, EXPONENTIAL, SOFTMAX;

    public Tensor of(Tensor x) {
        return switch (this) {
            case LINEAR -> x;
            case TANH -> Ops.tanh(x);
            case SIGMOID -> Ops.sigmoid(x);
            case HARD_SIGMOID -> Ops.hardSigmoid(x);
            case RELU -> Ops.relu(x);
            case ELU -> Ops.elu(x);
            case SILU -> Ops.silu(x);
            case SOFTPLUS -> Ops.softplus(x);
            case SOFTSIGN -> Ops.softsign(x);
            case EXPONENTIAL -> Ops.exp(x);
            case SOFTMAX -> Ops.softmax(x);
        };
    }
}

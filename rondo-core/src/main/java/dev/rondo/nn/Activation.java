package dev.rondo.nn;

import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.function.UnaryOperator;

/// Keras's activations by name (`keras/src/activations/activations.py`). `HARD_SIGMOID` is Keras 3's, x/6 + 0.5 clipped.
public enum Activation {
    LINEAR(x -> x),
    TANH(Ops::tanh),
    SIGMOID(Ops::sigmoid),
    HARD_SIGMOID(Ops::hardSigmoid),
    RELU(Ops::relu),
    ELU(Ops::elu),
    SILU(Ops::silu),
    SOFTPLUS(Ops::softplus),
    SOFTSIGN(Ops::softsign),
    EXPONENTIAL(Ops::exp),
    SOFTMAX(Ops::softmax);

    private final transient UnaryOperator<Tensor> function;

    Activation(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    public Tensor of(Tensor x) {
        return function.apply(x);
    }
}

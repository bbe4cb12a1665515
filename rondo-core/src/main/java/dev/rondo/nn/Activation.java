package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;

/// Keras's activations by name, with its defaults (`keras/src/activations/activations.py`). `HARD_SIGMOID` is Keras
/// 3's, x/6 + 0.5 clipped; `HARD_SILU` is also called hard swish, `SILU` swish; `GELU_TANH` is Keras's `gelu` with
/// `approximate=True`. `SOFTMAX`, `LOG_SOFTMAX` and `SPARSEMAX` work over the last axis, all others on each number by
/// itself but for `GLU`.
///
/// Those with other settings are operations, such as [Ops#leakyRelu], or layers, such as `leakyRelu(0.3)`. Keras's
/// `threshold` has no defaults: [Ops#threshold].
public enum Activation {
    /// `y = x`. PyTorch: `Identity`.
    LINEAR, TANH, SIGMOID, HARD_SIGMOID, LOG_SIGMOID, SPARSE_SIGMOID, HARD_TANH, SOFTSIGN, RELU, RELU6, LEAKY_RELU, ELU,
    CELU, SELU, GELU, GELU_TANH, SILU, HARD_SILU, MISH, SOFTPLUS, SPARSE_PLUS, SQUAREPLUS, EXPONENTIAL, TANH_SHRINK,
    SOFT_SHRINK, HARD_SHRINK, SOFTMAX, LOG_SOFTMAX, SPARSEMAX,
    /// `y = a ∘ sigmoid(b)`, a and b being the halves of the last axis (Dauphin et al. 2017). PyTorch: `GLU`.
    GLU;

    /// A tensor of the same shape. Throws for `GLU`, which halves the last axis.
    public Tensor of(Tensor x) {
        return switch (this) {
            case LINEAR -> x;
            case TANH -> Ops.tanh(x);
            case SIGMOID -> Ops.sigmoid(x);
            case HARD_SIGMOID -> Ops.hardSigmoid(x);
            case LOG_SIGMOID -> Ops.logSigmoid(x);
            case SPARSE_SIGMOID -> Ops.sparseSigmoid(x);
            case HARD_TANH -> Ops.hardTanh(x);
            case SOFTSIGN -> Ops.softsign(x);
            case RELU -> Ops.relu(x);
            case RELU6 -> Ops.relu6(x);
            case LEAKY_RELU -> Ops.leakyRelu(x);
            case ELU -> Ops.elu(x);
            case CELU -> Ops.celu(x);
            case SELU -> Ops.selu(x);
            case GELU -> Ops.gelu(x);
            case GELU_TANH -> Ops.geluTanh(x);
            case SILU -> Ops.silu(x);
            case HARD_SILU -> Ops.hardSilu(x);
            case MISH -> Ops.mish(x);
            case SOFTPLUS -> Ops.softplus(x);
            case SPARSE_PLUS -> Ops.sparsePlus(x);
            case SQUAREPLUS -> Ops.squareplus(x);
            case EXPONENTIAL -> Ops.exp(x);
            case TANH_SHRINK -> Ops.tanhShrink(x);
            case SOFT_SHRINK -> Ops.softShrink(x);
            case HARD_SHRINK -> Ops.hardShrink(x);
            case SOFTMAX -> Ops.softmax(x);
            case LOG_SOFTMAX -> Ops.logSoftmax(x);
            case SPARSEMAX -> Ops.sparsemax(x);
            case GLU -> throw halves("activation");
        };
    }

    /// Throws if a part of a model whose output has a size of its own cannot use this activation, because it changes sizes.
    public void keepsSize(String who) {
        if (this == GLU) throw halves(who);
    }

    private static RondoException halves(String who) {
        return new RondoException(
                "%s: GLU halves the last axis, so it cannot stand where the size is given; use a layer "
                        .formatted(who) + "of twice the size, then the layer activation(GLU)");
    }
}

package dev.rondo.train.optimizer;

import dev.rondo.kernel.Kernels;
import java.util.List;

/// A rule by which gradients change weights: a record of its hyper-parameters, without state. What it keeps from step
/// to step is in arrays beside each weight, which [Optimization] holds.
public interface Optimizer {
    /// As Keras calls it, such as `adam`.
    String name();

    /// The rate that training starts with.
    double learningRate();

    /// The arrays that stand beside each weight, by name: as long as the weight, all zeros before the first step.
    List<String> slots();

    /// Step number `step`, counted from 1, on the numbers `from` (inclusive) to `to` (exclusive) of a weight `w` with
    /// the gradient `g`; `kept` are the arrays of [#slots] in their order. A number depends on no other number.
    void update(float[] w, float[] g, float[][] kept, double rate, long step, int from, int to, Kernels kernels);

    /// How gradients are limited before anything else is done with them.
    default Clipping clipping() { return new Clipping.None(); }

    /// The share of each weight that goes per step and unit of learning rate, apart from the gradient (Loshchilov &
    /// Hutter 2019); all weights take part, as in Keras.
    default double weightDecay() { return 0; }

    /// With the gradient of each weight scaled down to a norm of at most `norm`; Keras's `clipnorm`.
    default Optimizer clipNorm(double norm) { return new Refined(this, new Clipping.ByNorm(norm), weightDecay()); }

    /// With all gradients scaled down together to a norm of at most `norm`; Keras's `global_clipnorm`.
    default Optimizer globalClipNorm(double norm) {
        return new Refined(this, new Clipping.ByGlobalNorm(norm), weightDecay());
    }

    /// With every number of a gradient limited to [−value, value]; Keras's `clipvalue`.
    default Optimizer clipValue(double value) { return new Refined(this, new Clipping.ByValue(value), weightDecay()); }

    default Optimizer weightDecay(double decay) { return new Refined(this, clipping(), decay); }
}

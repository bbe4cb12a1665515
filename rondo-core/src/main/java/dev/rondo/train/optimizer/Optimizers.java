package dev.rondo.train.optimizer;

/// The optimizers, one line each, with Keras's defaults. Any of them can be refined:
/// `sgd(0.01).momentum(0.9).withNesterov().clipNorm(1)`.
public final class Optimizers {
    private Optimizers() {}

    /// Stochastic gradient descent at a rate of 0.01.
    public static Sgd sgd() { return new Sgd(0.01); }

    public static Sgd sgd(double learningRate) { return new Sgd(learningRate); }

    /// RMSprop at a rate of 0.001.
    public static RmsProp rmsprop() { return new RmsProp(0.001); }

    public static RmsProp rmsprop(double learningRate) { return new RmsProp(learningRate); }

    /// Adam at a rate of 0.001.
    public static Adam adam() { return new Adam(0.001); }

    public static Adam adam(double learningRate) { return new Adam(learningRate); }

    /// Adam at a rate of 0.001 with a weight decay of 0.004.
    public static AdamW adamW() { return new AdamW(0.001); }

    /// With a weight decay of 0.004; another one by `adamW(rate).weightDecay(0.01)`.
    public static AdamW adamW(double learningRate) { return new AdamW(learningRate); }
}

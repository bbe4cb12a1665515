package dev.rondo.train.optimizer;

/// The optimizers, one line each, with Keras's defaults. Any of them can be refined:
/// `sgd(0.01).momentum(0.9).withNesterov().clipNorm(1).schedule(cosineDecay(0.01, 10_000))`.
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

    /// Adagrad at a rate of 0.001.
    public static Adagrad adagrad() { return new Adagrad(0.001); }

    public static Adagrad adagrad(double learningRate) { return new Adagrad(learningRate); }

    /// Adadelta at a rate of 0.001; the paper's is 1.
    public static Adadelta adadelta() { return new Adadelta(0.001); }

    public static Adadelta adadelta(double learningRate) { return new Adadelta(learningRate); }

    /// Adamax at a rate of 0.001.
    public static Adamax adamax() { return new Adamax(0.001); }

    public static Adamax adamax(double learningRate) { return new Adamax(learningRate); }

    /// Nadam at a rate of 0.001.
    public static Nadam nadam() { return new Nadam(0.001); }

    public static Nadam nadam(double learningRate) { return new Nadam(learningRate); }

    /// Lion at a rate of 0.001.
    public static Lion lion() { return new Lion(0.001); }

    public static Lion lion(double learningRate) { return new Lion(learningRate); }

    /// LAMB at a rate of 0.001.
    public static Lamb lamb() { return new Lamb(0.001); }

    public static Lamb lamb(double learningRate) { return new Lamb(learningRate); }

    /// FTRL at a rate of 0.001.
    public static Ftrl ftrl() { return new Ftrl(0.001); }

    public static Ftrl ftrl(double learningRate) { return new Ftrl(learningRate); }

    /// Adafactor at a rate of 0.001, or 1/√step where that is smaller.
    public static Adafactor adafactor() { return new Adafactor(0.001); }

    public static Adafactor adafactor(double learningRate) { return new Adafactor(learningRate); }

    /// Muon at a rate of 0.001, with AdamW for all that is no matrix; both with a weight decay of 0.004.
    public static Muon muon() { return new Muon(0.001); }

    public static Muon muon(double learningRate) { return new Muon(learningRate); }

    /// Schedule-free AdamW at a rate of 0.0025.
    public static ScheduleFreeAdamW scheduleFreeAdamW() { return new ScheduleFreeAdamW(0.0025); }

    public static ScheduleFreeAdamW scheduleFreeAdamW(double learningRate) {
        return new ScheduleFreeAdamW(learningRate);
    }
}

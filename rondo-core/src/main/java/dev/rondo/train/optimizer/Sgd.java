package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import java.util.List;

/// Stochastic gradient descent, as `keras/src/optimizers/sgd.py` has it: `w −= rate·g`. With momentum `m = momentum·m −
/// rate·g; w += m`, and with Nesterov's look ahead `w += momentum·m − rate·g` (Sutskever et al. 2013).
public record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
    public Sgd {
        Legal.positive("sgd", "learningRate", learningRate);
        Legal.fraction("sgd", "momentum", momentum);
    }

    public Sgd(double learningRate) { this(learningRate, 0, false); }

    public Sgd momentum(double m) { return new Sgd(learningRate, m, nesterov); }

    /// Nesterov's momentum; without momentum it changes nothing, as in Keras.
    public Sgd withNesterov() { return new Sgd(learningRate, momentum, true); }

    @Override
    public String name() { return "sgd"; }

    @Override
    public List<String> slots() { return momentum == 0 ? List.of() : List.of("momentum"); }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        var w = weight.w();
        var g = weight.g();
        float r = (float) rate;
        if (momentum == 0) {
            kernels.axpy(-r, g, w, from, to);
            return;
        }
        var m = weight.kept()[0];
        float mu = (float) momentum;
        for (int i = from; i < to; i++) {
            m[i] = m[i] * mu - g[i] * r;
            w[i] += nesterov ? m[i] * mu - g[i] * r : m[i];
        }
    }
}

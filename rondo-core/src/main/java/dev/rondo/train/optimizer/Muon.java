package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Muon, momentum made orthogonal (Jordan et al. 2024; Liu et al. 2025), as `keras/src/optimizers/muon.py` has it:
/// `m = momentum·m + g`, with Nesterov's look ahead `d = g + momentum·m`, otherwise `d = m`; then
/// `w −= rate · √max(rows, columns) · rmsRate · orthogonal(d)`, see [NewtonSchulz].
///
/// Only for matrices: every other weight, embeddings, and layers that are excluded (the last one should be) move by
/// AdamW, with a decay of its own. `weightDecay(…)` sets that of the matrices.
public record Muon(double learningRate, double weightDecay, double momentum, boolean nesterov, OptionalDouble rms,
        NewtonSchulz iteration, AdamW others, double adamLrRatio, List<String> excluded, boolean embeddings)
        implements
            Optimizer {
    public Muon {
        Legal.positive("muon", "learningRate", learningRate);
        Legal.notNegative("muon", "weightDecay", weightDecay);
        Legal.fraction("muon", "momentum", momentum);
        if (rms.isPresent()) Legal.positive("muon", "rmsRate", rms.getAsDouble());
        Legal.positive("muon", "adamLrRatio", adamLrRatio);
        excluded = List.copyOf(excluded);
        if (others.adam().amsgrad()) throw new RondoException("muon: moves other weights by AdamW without amsgrad");
    }

    public Muon(double learningRate) {
        this(learningRate, 0.004, 0.95, true, OptionalDouble.of(0.2), new NewtonSchulz(3.4445, -4.7750, 2.0315, 5),
                new AdamW(learningRate), 1, List.of(), false);
    }

    /// The decay of the matrices; that of the others is [#adamWeightDecay(double)].
    @Override
    public Muon weightDecay(double decay) {
        return new Muon(learningRate, decay, momentum, nesterov, rms, iteration, others, adamLrRatio, excluded,
                embeddings);
    }

    public Muon momentum(double m) {
        return new Muon(learningRate, weightDecay, m, nesterov, rms, iteration, others, adamLrRatio, excluded,
                embeddings);
    }

    /// Keras's `nesterov=False`.
    public Muon withoutNesterov() {
        return new Muon(learningRate, weightDecay, momentum, false, rms, iteration, others, adamLrRatio, excluded,
                embeddings);
    }

    /// Makes steps as large as Adam's, so that its rates fit; 0.2 unless said.
    public Muon rmsRate(double rate) { return rms(OptionalDouble.of(rate)); }

    /// Steps of the size that the iteration gives; Keras's `rms_rate=None`.
    public Muon withoutRmsRate() { return rms(OptionalDouble.empty()); }

    private Muon rms(OptionalDouble rate) {
        return new Muon(learningRate, weightDecay, momentum, nesterov, rate, iteration, others, adamLrRatio, excluded,
                embeddings);
    }

    public Muon nsSteps(int steps) { return iteration(iteration.a(), iteration.b(), iteration.c(), steps); }

    /// The constants of the iteration; Keras's `muon_a`, `muon_b`, `muon_c`.
    public Muon abc(double a, double b, double c) { return iteration(a, b, c, iteration.steps()); }

    private Muon iteration(double a, double b, double c, int steps) {
        return new Muon(learningRate, weightDecay, momentum, nesterov, rms, new NewtonSchulz(a, b, c, steps), others,
                adamLrRatio, excluded, embeddings);
    }

    public Muon adamBeta1(double b) { return others(others.beta1(b)); }

    public Muon adamBeta2(double b) { return others(others.beta2(b)); }

    /// Adam's ε.
    public Muon epsilon(double e) { return others(others.epsilon(e)); }

    public Muon adamWeightDecay(double decay) { return others(others.weightDecay(decay)); }

    private Muon others(AdamW adamW) {
        return new Muon(learningRate, weightDecay, momentum, nesterov, rms, iteration, adamW, adamLrRatio, excluded,
                embeddings);
    }

    /// AdamW's rate as a share of Muon's.
    public Muon adamLrRatio(double ratio) {
        return new Muon(learningRate, weightDecay, momentum, nesterov, rms, iteration, others, ratio, excluded,
                embeddings);
    }

    /// Leaves to AdamW the weights whose name holds one of these words, such as the last layer's.
    public Muon excludeLayers(String... words) {
        return new Muon(learningRate, weightDecay, momentum, nesterov, rms, iteration, others, adamLrRatio,
                Arrays.asList(words), embeddings);
    }

    /// Moves embeddings by Muon too; Keras's `exclude_embeddings=False`.
    public Muon withEmbeddings() {
        return new Muon(learningRate, weightDecay, momentum, nesterov, rms, iteration, others, adamLrRatio, excluded,
                true);
    }

    @Override
    public String name() { return "muon"; }

    @Override
    public List<String> slots() { return List.of("momentum", "velocity"); }

    private boolean byAdam(String name, Shape shape) {
        boolean spared = !embeddings && name.toLowerCase(Locale.ROOT).contains("embedding");
        return shape.rank() != 2 || spared || excluded.stream().anyMatch(name::contains);
    }

    @Override
    public int slotLength(String slot, String name, Shape shape) {
        return slot.equals("velocity") && !byAdam(name, shape) ? 0 : shape.count();
    }

    @Override
    public double decayOf(String name, Shape shape, double decay) {
        return byAdam(name, shape) ? others.weightDecay() : decay;
    }

    /// Puts the orthogonal direction in place of the gradient.
    @Override
    public double prepare(Moving weight, double rate, long step, Machine machine) {
        var shape = weight.shape();
        if (byAdam(weight.name(), shape)) return rate * adamLrRatio;
        var g = weight.g();
        var m = weight.kept()[0];
        float mu = (float) momentum;
        Pieces.each(g.length, machine, (from, to) -> {
            for (int i = from; i < to; i++) {
                m[i] = mu * m[i] + g[i];
                g[i] = nesterov ? g[i] + mu * m[i] : m[i];
            }
        });
        iteration.orthogonalize(g, shape.size(0), shape.size(1), machine);
        return rms.isEmpty() ? rate : rate * Math.sqrt(Math.max(shape.size(0), shape.size(1))) * rms.getAsDouble();
    }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        if (byAdam(weight.name(), weight.shape())) {
            others.update(weight, rate, step, from, to, kernels);
        } else {
            kernels.axpy((float) -rate, weight.g(), weight.w(), from, to);
        }
    }
}

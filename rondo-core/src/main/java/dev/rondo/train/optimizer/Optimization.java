package dev.rondo.train.optimizer;

import dev.rondo.DivergedException;
import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// An optimizer at work: its step count, its learning rate of the moment, and the arrays that it keeps beside each
/// weight. All of it can be read, saved and put back, so a continued training takes the same steps.
///
/// Work is cut into pieces of one size and norms are added piece by piece, so threads change no bit.
public final class Optimization {
    /// Numbers of a weight that one thread takes at a time.
    private static final int PIECE = 1 << 15;

    private final Optimizer optimizer;
    private final Map<String, float[][]> kept = new TreeMap<>();
    private double learningRate;
    private long steps;

    /// A weight to be changed, and the norm of its gradient.
    private record Change(String name, Tensor weight, Tensor gradient, double norm) {}

    public Optimization(Optimizer optimizer) {
        this.optimizer = optimizer;
        this.learningRate = optimizer.learningRate();
    }

    public Optimizer optimizer() { return optimizer; }

    /// How many steps were taken; Keras's `iterations`.
    public long steps() { return steps; }

    public double learningRate() { return learningRate; }

    /// The rate of the steps from here on. 0 is legal: a warm-up may begin there.
    public void learningRate(double rate) {
        Legal.atLeastZero(optimizer.name(), "learningRate", rate);
        learningRate = rate;
    }

    /// One step: clips the gradients, which changes them, decays the weights, and updates them in place. Returns the
    /// norm of all gradients before clipping. After a pass: `step(pass.read(), grads::of, machine)`.
    ///
    /// Throws a [DivergedException] that names the weight if a gradient is not finite. Nothing is written then, neither
    /// weights nor state.
    public double step(Map<String, Tensor> weights, Function<Tensor, float[]> gradient, Machine machine) {
        var changes = new ArrayList<Change>();
        double squares = 0;
        // by name, so that norms are added in one order whatever the map
        for (var e : new TreeMap<>(weights).entrySet()) {
            float[] g = gradient.apply(e.getValue());
            checkSizes(e.getKey(), e.getValue(), g);
            double square = sumOfSquares(g, machine);
            if (!Double.isFinite(square)) throw diverged(e.getKey(), g);
            squares += square;
            changes.add(new Change(e.getKey(), e.getValue(), Tensor.of(e.getValue().shape(), g), Math.sqrt(square)));
        }
        double globalNorm = Math.sqrt(squares);
        steps++;
        for (var c : changes) {
            double factor = optimizer.clipping().factor(c.norm, globalNorm);
            update(c.weight.data(), c.gradient.data(), slots(c.name, c.weight), factor, machine);
        }
        return globalNorm;
    }

    private void update(float[] w, float[] g, float[][] slots, double factor, Machine machine) {
        var kernels = machine.kernels();
        machine.workers().run((w.length + PIECE - 1) / PIECE, piece -> {
            int from = piece * PIECE;
            int to = Math.min(w.length, from + PIECE);
            if (factor != 1) kernels.scale((float) factor, g, g, from, to);
            if (optimizer.clipping() instanceof Clipping.ByValue(double limit)) {
                for (int i = from; i < to; i++) g[i] = Math.clamp(g[i], (float) -limit, (float) limit);
            }
            double decay = optimizer.weightDecay() * learningRate;
            if (decay != 0) kernels.scale((float) (1 - decay), w, w, from, to);
            optimizer.update(w, g, slots, learningRate, steps, from, to, kernels);
        });
    }

    private static double sumOfSquares(float[] g, Machine machine) {
        var parts = new double[(g.length + PIECE - 1) / PIECE];
        machine.workers().run(parts.length, piece -> parts[piece] = machine.kernels().sumOfSquares(g, piece * PIECE,
                Math.min(g.length, (piece + 1) * PIECE)));
        double sum = 0;
        for (double part : parts) sum += part;
        return sum;
    }

    private float[][] slots(String name, Tensor w) {
        return kept.computeIfAbsent(name, n -> new float[optimizer.slots().size()][w.data().length]);
    }

    private void checkSizes(String name, Tensor w, float[] g) {
        int n = w.data().length;
        if (g.length != n) {
            throw new RondoException("%s: weight \"%s\" has %d numbers, but its gradient has %d".formatted(
                    optimizer.name(), name, n, g.length));
        }
        for (float[] slot : slots(name, w)) {
            if (slot.length == n) continue;
            throw new RondoException(
                    "%s: weight \"%s\" has %d numbers, but the state kept for it has %d; it belongs to another model"
                            .formatted(optimizer.name(), name, n, slot.length));
        }
    }

    private DivergedException diverged(String name, float[] g) {
        int i = 0;
        while (i < g.length - 1 && Float.isFinite(g[i])) i++;
        return new DivergedException(
                ("step %d: the gradient of weight \"%s\" is %s; lower the learning rate (%s) or clip, as in "
                        + "globalClipNorm(1)")
                        .formatted(steps + 1, name, Float.isFinite(g[i]) ? "too large" : g[i] + " at " + i,
                                learningRate));
    }

    /// What is kept beside the weights, by `weight/slot`, such as `lstm/kernel/momentum`: copies.
    public Map<String, float[]> state() {
        var state = new LinkedHashMap<String, float[]>();
        kept.forEach((name, arrays) -> {
            for (int i = 0; i < arrays.length; i++) {
                state.put(name + "/" + optimizer.slots().get(i), arrays[i].clone());
            }
        });
        return state;
    }

    /// Continues from what [#state], [#steps] and [#learningRate] gave. Throws, and changes nothing, if the arrays are
    /// not those of this optimizer.
    public void restore(Map<String, float[]> state, long stepsTaken, double rate) {
        if (stepsTaken < 0) {
            throw new RondoException(
                    "%s: a step count of 0 or more is expected, got %d".formatted(optimizer.name(), stepsTaken));
        }
        var slots = optimizer.slots();
        var restored = new TreeMap<String, float[][]>();
        state.forEach((key, values) -> {
            int cut = key.lastIndexOf('/');
            int slot = slots.indexOf(key.substring(cut + 1));
            if (cut < 0 || slot < 0) {
                throw new RondoException(
                        "%s: the state has \"%s\", but this optimizer keeps %s; it belongs to another optimizer"
                                .formatted(optimizer.name(), key, slots));
            }
            restored.computeIfAbsent(key.substring(0, cut), n -> new float[slots.size()][])[slot] = values.clone();
        });
        restored.forEach((name, arrays) -> {
            for (int i = 0; i < arrays.length; i++) {
                if (arrays[i] == null) {
                    throw new RondoException("%s: the state of weight \"%s\" lacks \"%s\"".formatted(optimizer.name(),
                            name, slots.get(i)));
                }
            }
        });
        learningRate(rate);
        steps = stepsTaken;
        kept.clear();
        kept.putAll(restored);
    }
}

package dev.rondo.train.optimizer;

import dev.rondo.DivergedException;
import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// An optimizer at work: its step count, its learning rate of the moment, and the arrays that it keeps beside each
/// weight. All of it can be read, saved and put back, so a continued training takes the same steps.
///
/// Work is cut into pieces of one size and norms are added piece by piece, so threads change no bit.
public final class Optimization {
    private static final String AVERAGE = "average";
    private static final String GATHERED = "gradient_accumulator";

    private final Optimizer optimizer;
    /// The optimizer's `own` arrays, then the average and the gathered gradients where they are wanted.
    private final List<String> slots;
    private final int own;
    private final Map<String, float[][]> kept = new TreeMap<>();
    private double learningRate;
    private long steps;
    private boolean swapped;

    public Optimization(Optimizer optimizer) {
        this.optimizer = optimizer;
        this.learningRate = optimizer.learningRate();
        slots = new ArrayList<>(optimizer.slots());
        own = slots.size();
        if (optimizer.averaging().isPresent()) slots.add(AVERAGE);
        if (gathering()) slots.add(GATHERED);
    }

    public Optimizer optimizer() { return optimizer; }

    /// How many steps were taken, also those that only gathered gradients; Keras's `iterations`.
    public long steps() { return steps; }

    /// The rate of the next step.
    public double learningRate() {
        double rate = optimizer.schedule().map(s -> s.rate(steps)).orElse(learningRate);
        Legal.notNegative(optimizer.name(), "learningRate", rate);
        return rate;
    }

    /// The rate of the steps from here on. 0 is legal: a warm-up may begin there. Throws if the rate follows a schedule,
    /// as in Keras.
    public void learningRate(double rate) {
        if (optimizer.schedule().isPresent()) {
            throw new RondoException(
                    ("%s: the learning rate follows %s, so it cannot be set to %s; change the schedule, "
                            + "or give the optimizer one number to set it by hand").formatted(optimizer.name(),
                                    optimizer.schedule().get(), rate));
        }
        Legal.notNegative(optimizer.name(), "learningRate", rate);
        learningRate = rate;
    }

    /// One step: clips the gradients, which changes them, decays the weights, and updates them in place; or, with
    /// accumulation, gathers the gradients until there are enough. Returns the norm of all gradients before clipping.
    /// After a pass: `step(pass.trained(), grads::of, machine)`.
    ///
    /// Throws a [DivergedException] that names the weight if a gradient is not finite. Nothing is written then, neither
    /// weights nor state.
    public double step(Map<String, Tensor> weights, Function<Tensor, float[]> gradient, Machine machine) {
        notSwapped("no step can be taken");
        double rate = learningRate();
        boolean moves = (steps + 1) % optimizer.accumulation() == 0;
        var all = new ArrayList<Moving>();
        // by name, so that norms are added in one order whatever the map
        for (var e : new TreeMap<>(weights).entrySet()) all.add(moving(e.getKey(), e.getValue(), gradient));
        var squares = new double[all.size()];
        double sum = 0;
        for (int i = 0; i < squares.length; i++) {
            if (moves && gathering()) mean(all.get(i), machine);
            squares[i] = Pieces.sumOfSquares(all.get(i).g(), all.get(i).g().length, machine);
            if (!Double.isFinite(squares[i])) throw diverged(all.get(i), rate);
            sum += squares[i];
        }
        double globalNorm = Math.sqrt(sum);
        long updates = steps / optimizer.accumulation();
        for (int i = 0; i < squares.length; i++) {
            var weight = all.get(i);
            if (moves) {
                move(weight, optimizer.clipping().factor(Math.sqrt(squares[i]), globalNorm), rate, updates, machine);
            } else {
                gather(weight, updates, machine);
            }
        }
        steps++;
        return globalNorm;
    }

    private boolean gathering() { return optimizer.accumulation() > 1; }

    /// The gradient of this step becomes the mean of all that were gathered.
    private void mean(Moving weight, Machine machine) {
        var g = weight.g();
        var gathered = slot(weight, GATHERED);
        int count = optimizer.accumulation();
        Pieces.each(g.length, machine, (from, to) -> {
            for (int i = from; i < to; i++) g[i] = (g[i] + gathered[i]) / count;
        });
    }

    private void gather(Moving weight, long updates, Machine machine) {
        var gathered = slot(weight, GATHERED);
        Pieces.each(gathered.length, machine, (from, to) -> {
            machine.kernels().add(weight.g(), gathered, gathered, from, to);
            average(weight, updates, from, to);
        });
    }

    private void move(Moving weight, double factor, double rate, long updates, Machine machine) {
        var kernels = machine.kernels();
        var w = weight.w();
        var g = weight.g();
        double decay = rate * optimizer.decayOf(weight.name(), weight.shape(), optimizer.weightDecay());
        boolean limits = optimizer.clipping() instanceof Clipping.ByValue;
        if (factor != 1 || limits || decay != 0) {
            Pieces.each(w.length, machine, (from, to) -> {
                if (factor != 1) kernels.scale((float) factor, g, g, from, to);
                if (optimizer.clipping() instanceof Clipping.ByValue(double limit)) {
                    for (int i = from; i < to; i++) g[i] = Math.clamp(g[i], (float) -limit, (float) limit);
                }
                if (decay != 0) kernels.scale((float) (1 - decay), w, w, from, to);
            });
        }
        double own = optimizer.prepare(weight, rate, updates + 1, machine);
        Pieces.each(w.length, machine, (from, to) -> {
            optimizer.update(weight, own, updates + 1, from, to, kernels);
            if (gathering()) Arrays.fill(slot(weight, GATHERED), from, to, 0);
            average(weight, updates, from, to);
        });
    }

    private void average(Moving weight, long updates, int from, int to) {
        if (optimizer.averaging().isEmpty()) return;
        optimizer.averaging().get().take(weight.w(), slot(weight, AVERAGE), updates, from, to);
    }

    private float[] slot(Moving weight, String name) { return weight.kept()[slots.indexOf(name)]; }

    private Moving moving(String name, Tensor w, Function<Tensor, float[]> gradient) {
        float[] g = gradient.apply(w);
        int n = w.data().length;
        if (g.length != n) {
            throw new RondoException("%s: weight \"%s\" has %d numbers, but its gradient has %d".formatted(
                    optimizer.name(), name, n, g.length));
        }
        var arrays = kept.get(name);
        if (arrays == null) {
            arrays = new float[slots.size()][];
            for (int i = 0; i < arrays.length; i++) arrays[i] = new float[length(i, name, w)];
            optimizer.start(new Moving(name, w.shape(), w.data(), g, arrays));
            kept.put(name, arrays);
        }
        for (int i = 0; i < arrays.length; i++) {
            if (arrays[i].length == length(i, name, w)) continue;
            throw new RondoException(
                    "%s: weight \"%s\" has %d numbers, but the state kept for it has %d; it belongs to another model"
                            .formatted(optimizer.name(), name, n, arrays[i].length));
        }
        return new Moving(name, w.shape(), w.data(), g, arrays);
    }

    private int length(int slot, String name, Tensor w) {
        return slot < own ? optimizer.slotLength(slots.get(slot), name, w.shape()) : w.data().length;
    }

    private DivergedException diverged(Moving weight, double rate) {
        var g = weight.g();
        int i = 0;
        while (i < g.length - 1 && Float.isFinite(g[i])) i++;
        return new DivergedException(
                ("step %d: the gradient of weight \"%s\" is %s; lower the learning rate (%s) or clip, as in "
                        + "globalClipNorm(1)")
                        .formatted(steps + 1, weight.name(), Float.isFinite(g[i]) ? "too large" : g[i] + " at " + i,
                                rate));
    }

    /// The averages of the weights by name, if the optimizer keeps them (`useEma`): copies. A weight that no step was
    /// taken on has none.
    public Map<String, float[]> averages() {
        notSwapped("they are the weights themselves");
        var averages = new LinkedHashMap<String, float[]>();
        int slot = slots.indexOf(AVERAGE);
        if (slot >= 0) kept.forEach((name, arrays) -> averages.put(name, arrays[slot].clone()));
        return averages;
    }

    /// Puts the averages in the place of the weights and the weights in theirs, in place; a second call puts both back.
    /// Until then no step can be taken and no state read. Throws if the optimizer keeps no averages. For judging and
    /// saving in the middle of a training: Keras's `SwapEMAWeights`.
    public void swapAverages(Map<String, Tensor> weights) {
        int slot = slots.indexOf(AVERAGE);
        if (slot < 0) {
            throw new RondoException(optimizer.name() + ": it keeps no averages of the weights; give it useEma()");
        }
        weights.forEach((name, w) -> {
            var arrays = kept.get(name);
            if (arrays == null) return;
            var average = arrays[slot].clone();
            System.arraycopy(w.data(), 0, arrays[slot], 0, average.length);
            System.arraycopy(average, 0, w.data(), 0, average.length);
        });
        swapped = !swapped;
    }

    /// Whether the averages stand in the place of the weights.
    public boolean averagesSwapped() { return swapped; }

    private void notSwapped(String so) {
        if (!swapped) return;
        throw new RondoException(
                ("%s: the averages stand in the place of the weights, so %s; call swapAverages first, or "
                        + "give the callback that wants it before SwapEmaWeights").formatted(optimizer.name(), so));
    }

    /// What the end of a training does: puts the averages in the place of the weights, if the optimizer keeps them;
    /// Keras's `finalize_variable_values`. Weights without an average stay as they are.
    public void finish(Map<String, Tensor> weights) {
        int slot = slots.indexOf(AVERAGE);
        if (slot < 0) return;
        if (swapped) swapAverages(weights);
        weights.forEach((name, w) -> {
            var arrays = kept.get(name);
            if (arrays != null) System.arraycopy(arrays[slot], 0, w.data(), 0, w.data().length);
        });
    }

    /// What is kept beside the weights, by `weight/slot`, such as `lstm/kernel/momentum`: copies. With [#steps] and
    /// [#learningRate] it is all there is. A slot that a weight does not need is there and empty.
    public Map<String, float[]> state() {
        notSwapped("there is no state to read");
        var state = new LinkedHashMap<String, float[]>();
        kept.forEach((name, arrays) -> {
            for (int i = 0; i < arrays.length; i++) state.put(name + "/" + slots.get(i), arrays[i].clone());
        });
        return state;
    }

    /// Continues from what [#state], [#steps] and [#learningRate] gave; a rate that follows a schedule follows it from
    /// there. Throws, and changes nothing, if the arrays are not those of this optimizer.
    public void restore(Map<String, float[]> state, long stepsTaken, double rate) {
        Legal.atLeast(0, optimizer.name(), "stepsTaken", stepsTaken);
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
        if (optimizer.schedule().isEmpty()) learningRate(rate);
        steps = stepsTaken;
        swapped = false;
        kept.clear();
        kept.putAll(restored);
    }
}

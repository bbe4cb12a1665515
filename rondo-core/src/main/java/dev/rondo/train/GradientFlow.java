package dev.rondo.train;

import dev.rondo.DivergedException;
import dev.rondo.RondoException;
import dev.rondo.data.Batch;
import dev.rondo.model.Model;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Watch;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Loss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Where the gradient of a loss goes in a model: its norm at every time step of every recurrent layer, and for every weight.
/// Shows what vanishes and what explodes on the way back through time (Bengio et al. 1994; Pascanu et al. 2013).
///
/// ```java
/// System.out.print(GradientFlow.of(model, meanSquaredError(), data.batch(rows)).account());
/// ```
///
/// The batch goes once through the model as in training, dropout included, and back; nothing of the model changes.
/// Recurrent layers run one step after the other for it, so it is slow.
///
/// @param loss the loss of the batch
/// @param layers the recurrent layers in the order in which they ran, by their paths: `lstm`,
///        `bidirectional/forward_layer`; one that ran again in the same pass is there again as `lstm (2)`
/// @param weights ‖∂loss/∂w‖ of every trained weight, by name
public record GradientFlow(double loss, List<Steps> layers, Map<String, Double> weights) {
    private static final int SHOWN = 8;

    public GradientFlow {
        layers = List.copyOf(layers);
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    /// The norms at a layer's time steps in the order of processing: over the rows of the batch and the units together.
    /// They hold all that comes back to a step, from the steps after it and from its own output.
    ///
    /// @param hidden ‖∂loss/∂h_t‖ of the first part of the state, h
    /// @param state the norm of all parts of the state together, h and c of an LSTM
    public record Steps(String layer, List<Double> hidden, List<Double> state) {
        public Steps {
            hidden = List.copyOf(hidden);
            state = List.copyOf(state);
        }

        /// The number of the last step that any gradient reaches, counted from 1; steps after it are masked, or nobody
        /// looks at them. 0 if none reaches the layer.
        public int last() {
            int n = state.size();
            while (n > 0 && state.get(n - 1) == 0) n--;
            return n;
        }

        /// The norm at the first step as a part of that at the last that a gradient reaches, all parts of the state
        /// together: near 0 if the gradient vanishes on its way back, large if it explodes. NaN if none reaches the layer.
        public double firstToLast() { return last() == 0 ? Double.NaN : state.getFirst() / state.get(last() - 1); }
    }

    /// For one batch of a model that is built. Throws a [DivergedException] if the loss is not finite.
    public static GradientFlow of(Model model, Loss loss, Batch batch) {
        return of(model, Objectives.only(model, loss), batch);
    }

    /// With all that a training aims at: every output, regularizers too.
    public static GradientFlow of(Training training, Batch batch) {
        return of(training.model(), new Objectives(training.objectives()), batch);
    }

    private static GradientFlow of(Model model, Objectives objectives, Batch batch) {
        var probes = new Probes();
        var pass = Pass.training(model.weights(), model.machine(), Key.of(model.seed().value()).in("gradient flow"))
                .carrying(model.states()).watching(probes);
        var out = model.call(batch.inputs().stream().map(x -> x.with(pass.input(x.tensor()))).toList(), pass);
        var value = objectives.of(batch, out, Map.of(), pass).whole();
        if (!Float.isFinite(value.value())) {
            throw new DivergedException("gradient flow: the loss of this batch is " + value.value()
                    + ", which has no gradient; look at the weights and the data");
        }
        var grads = pass.backward(value);
        var weights = new LinkedHashMap<String, Double>();
        pass.trained().forEach((name, w) -> weights.put(name, Math.sqrt(Probe.squares(grads.of(w)))));
        var flow = new GradientFlow(value.value(), probes.layers(), weights);
        pass.done(grads);
        return flow;
    }

    /// The layer of this path. Throws if no recurrent layer has it.
    public Steps layer(String path) {
        return layers.stream().filter(l -> l.layer().equals(path)).findFirst().orElseThrow(() -> new RondoException(
                "gradient flow: no recurrent layer is named \"%s\"; there are %s".formatted(path,
                        layers.stream().map(Steps::layer).toList())));
    }

    /// The norms as a text: a line a layer with at most eight of its steps, then a line a weight.
    public String account() {
        var text = new StringBuilder("loss %s\n".formatted(number(loss)));
        for (var l : layers) {
            int n = l.state().size();
            text.append("%s: %s of the gradient at step 1 is left of that at step %d, on the way:".formatted(l.layer(),
                    number(l.firstToLast()), l.last()));
            for (int i = 0; i < Math.min(n, SHOWN); i++) {
                int step = n <= SHOWN ? i : (int) ((long) i * (n - 1) / (SHOWN - 1));
                text.append(" %d: %s".formatted(step + 1, number(l.state().get(step))));
            }
            text.append('\n');
        }
        weights.forEach((name, norm) -> text.append("%s: %s\n".formatted(name, number(norm))));
        return text.toString();
    }

    static String number(double x) { return String.format(Locale.ROOT, "%.3g", x); }

    /// All probes of a pass, layer by layer.
    private static final class Probes implements Watch {
        private final Map<String, List<Probe>> byLayer = new LinkedHashMap<>();
        private final Map<String, Integer> runs = new LinkedHashMap<>();

        @Override
        public Tensor seen(String layer, int step, int part, Tensor state) {
            int run = step == 0 && part == 0 ? runs.merge(layer, 1, Integer::sum) : runs.getOrDefault(layer, 1);
            var probe = new Probe(step, part);
            byLayer.computeIfAbsent(run == 1 ? layer : "%s (%d)".formatted(layer, run), _ -> new ArrayList<>())
                    .add(probe);
            return Tape.apply(probe, state);
        }

        List<Steps> layers() {
            var layers = new ArrayList<Steps>();
            byLayer.forEach((name, probes) -> {
                var hidden = new ArrayList<Double>();
                var squares = new ArrayList<Double>();
                for (var p : probes) {
                    if (p.part() == 0) {
                        hidden.add(Math.sqrt(p.square()));
                        squares.add(0.0);
                    }
                    squares.set(p.step(), squares.get(p.step()) + p.square());
                }
                layers.add(new Steps(name, hidden, squares.stream().map(Math::sqrt).toList()));
            });
            return layers;
        }
    }
}

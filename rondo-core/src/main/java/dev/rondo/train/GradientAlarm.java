package dev.rondo.train;

import static dev.rondo.train.GradientFlow.number;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.data.Batch;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.Fit;
import dev.rondo.train.loss.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Looks at the [GradientFlow] of a probe batch before the first step and after every epoch, or every few batches, and
/// says in plain words what vanishes or explodes, and where: each thing once in a training.
///
/// ```java
/// training.fit(data, epochs(20), new GradientAlarm(training, data.batch(rows)));
/// ```
///
/// Warnings go to the logger of this class unless [#to] says otherwise. The training itself changes in no bit.
public final class GradientAlarm implements Callback {
    private final Function<Fit, GradientFlow> look;
    private final Limits limits;
    private final int every;
    private final Consumer<String> out;
    private final Set<String> said = new LinkedHashSet<>();
    private long batches;

    /// What is still well.
    ///
    /// @param vanishing the gradient at a layer's first step is at least this part of that at its last step
    /// @param exploding it is at most so many times that at the last step
    /// @param smallest the norm of the gradient of a layer's weights is at least this
    /// @param largest it is at most this
    public record Limits(double vanishing, double exploding, double smallest, double largest) {
        public Limits {
            if (!(vanishing >= 0 && vanishing < exploding)) {
                throw new RondoException("gradient alarm: vanishing is 0 or more and less than exploding, got %s and %s"
                        .formatted(vanishing, exploding));
            }
            if (!(smallest >= 0 && smallest < largest)) {
                throw new RondoException("gradient alarm: smallest is 0 or more and less than largest, got %s and %s"
                        .formatted(smallest, largest));
            }
        }
    }

    /// With all that the training aims at: every output, regularizers too. After every epoch; ratios between 1e-6 and 1e3,
    /// norms between 1e-10 and 1e3.
    public GradientAlarm(Training training, Batch probe) {
        this(_ -> GradientFlow.of(training, probe), new Limits(1e-6, 1e3, 1e-10, 1e3), 0, GradientAlarm::log);
    }

    /// The same with one loss, of a model with one output.
    public GradientAlarm(Loss loss, Batch probe) {
        this(fit -> GradientFlow.of(fit.model(), loss, probe), new Limits(1e-6, 1e3, 1e-10, 1e3), 0,
                GradientAlarm::log);
    }

    private GradientAlarm(Function<Fit, GradientFlow> look, Limits limits, int every, Consumer<String> out) {
        this.look = look;
        this.limits = limits;
        this.every = every;
        this.out = out;
    }

    public GradientAlarm limits(Limits l) { return new GradientAlarm(look, l, every, out); }

    /// Looks every `n` batches, counted over all epochs, instead of after every epoch.
    public GradientAlarm every(int n) {
        Legal.atLeast(1, "gradient alarm", "every", n);
        return new GradientAlarm(look, limits, n, out);
    }

    /// Where warnings go, such as `System.err::println`.
    public GradientAlarm to(Consumer<String> warnings) {
        return new GradientAlarm(look, limits, every, warnings);
    }

    private static void log(String warning) {
        System.getLogger(GradientAlarm.class.getName()).log(System.Logger.Level.WARNING, warning);
    }

    @Override
    public void trainBegin(Fit fit) {
        said.clear();
        batches = 0;
        look(fit);
    }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) {
        if (every > 0 && ++batches % every == 0) look(fit);
    }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        if (every == 0) look(fit);
    }

    private void look(Fit fit) {
        warnings(look.apply(fit)).forEach((about, text) -> {
            if (said.add(about)) out.accept(text);
        });
    }

    /// What is not well, by the layer and what it is.
    Map<String, String> warnings(GradientFlow flow) {
        var found = new LinkedHashMap<String, String>();
        for (var l : flow.layers()) {
            double ratio = l.firstToLast();
            var what = "%s: the gradient at step 1 of %d is %s that at step %d: ".formatted(l.layer(), l.last(),
                    ratio >= 1 ? number(ratio) + " times" : number(ratio) + " of", l.last());
            if (ratio < limits.vanishing) {
                found.put(l.layer() + " vanishing", what
                        + "vanishing; what stands that far back is hardly learned. Try "
                        + "an LSTM or a GRU, an orthogonal start of the recurrent weights, or shorter sequences");
            } else if (ratio > limits.exploding || !finite(l.state())) {
                found.put(l.layer() + " exploding", what + "exploding; try globalClipNorm(1) at the optimizer, smaller "
                        + "recurrent weights, or an LSTM or a GRU");
            }
        }
        byLayer(flow).forEach((layer, norm) -> {
            var what = "%s: the gradient of its weights has the norm %s: ".formatted(layer, number(norm));
            if (norm < limits.smallest) {
                found.put(layer + " small",
                        what + (norm == 0 ? "none reaches it" : "vanishing") + "; the layer does not "
                                + "learn. Look for units that are saturated or always 0, before it in the way back");
            } else if (!(norm <= limits.largest)) {
                found.put(layer + " large",
                        what + "exploding; try globalClipNorm(1) at the optimizer, a lower learning "
                                + "rate, or data scaled to about 1");
            }
        });
        return found;
    }

    private static boolean finite(List<Double> norms) { return norms.stream().allMatch(Double::isFinite); }

    /// The norm over all weights of each layer.
    private static Map<String, Double> byLayer(GradientFlow flow) {
        var parts = new LinkedHashMap<String, List<Double>>();
        flow.weights().forEach((name, norm) -> parts
                .computeIfAbsent(name.substring(0, Math.max(0, name.lastIndexOf('/'))), _ -> new ArrayList<>())
                .add(norm));
        var norms = new LinkedHashMap<String, Double>();
        parts.forEach((layer, list) -> norms.put(layer,
                Math.sqrt(list.stream().mapToDouble(n -> n * n).sum())));
        return norms;
    }
}

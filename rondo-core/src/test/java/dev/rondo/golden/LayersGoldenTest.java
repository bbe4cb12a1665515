package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.kernel.Machine;
import dev.rondo.layer.Layer;
import dev.rondo.model.Model;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Layers without a state, and small models whole, against Keras.
class LayersGoldenTest {
    static List<Golden> cases() { return Golden.cases("layers.json", "cases"); }

    static List<Golden> models() { return Golden.cases("layers.json", "models"); }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsMasksAndGradients(Golden g) {
        // TimeDistributed of Rondo has no scope of its own for the layer inside
        var pass = Pass.training(renamed(g.weights(), "layer/", ""), Machine.single(), Key.of(0));
        boolean differentiable = g.json().at("/gradients/input").isObject();
        var x = differentiable ? pass.watched(g.tensor("input")) : pass.input(g.tensor("input"));
        var out = KerasWords.layer(g.layer()).call(Signal.of(x, g.mask("mask")), pass);
        Golden.assertClose("output", List.of(out.tensor()), g.tensors("outputs"));
        if (g.has("output_mask")) assertThat(out.mask()).isEqualTo(g.mask("output_mask"));

        var loss = Ops.sum(Ops.times(out.tensor(), g.tensors("loss_weights").getFirst()));
        Golden.assertClose("loss", loss, g.tensor("loss"));
        var found = new LinkedHashMap<>(pass.read());
        if (differentiable) found.put("input", x);
        assertGradients(g, found, pass.backward(loss), "layer/", "");
    }

    @ParameterizedTest
    @MethodSource("models")
    void wholeModels(Golden g) {
        var layers = Golden.elements(g.json().get("layers")).map(KerasWords::layer).toArray(Layer[]::new);
        var model = Model.sequential(layers);
        model.build(g.tensor("input").shape());
        // Keras's names begin with the number of the layer
        var names = model.layers().stream().map(l -> model.names().get(model.layers().indexOf(l)) + "/").toList();
        var weights = g.weights();
        for (int i = 0; i < layers.length; i++)
            weights = renamed(renamed(weights, i + "/layer/", i + "/"), i + "/", names.get(i));
        assertThat(weights.asMap().keySet()).isEqualTo(model.weights().asMap().keySet());

        var pass = Pass.training(weights, Machine.single(), Key.of(0));
        var out = model.call(Signal.of(pass.input(g.tensor("input"))), pass);
        Golden.assertClose("output", List.of(out.tensor()), g.tensors("outputs"));
        var loss = loss(g, out);
        Golden.assertClose("loss", loss, g.tensor("loss"));
        var gradients = pass.backward(loss);
        for (int i = 0; i < layers.length; i++) assertGradients(g, pass.read(), gradients, i + "/", names.get(i));
    }

    /// The gradients of all names with a prefix, which Rondo calls by another.
    private static void assertGradients(Golden g, Map<String, Tensor> read, Gradients gradients, String prefix,
            String ours) {
        g.json().get("gradients").properties().forEach(e -> {
            if (!e.getKey().startsWith(prefix) && prefix.length() == 2) return;
            var name = e.getKey().startsWith(prefix)
                    ? ours + e.getKey().substring(prefix.length()).replaceFirst("^layer/", "") : e.getKey();
            var t = Objects.requireNonNull(read.get(name), name);
            Golden.assertClose("gradient of " + name, Tensor.of(t.shape(), gradients.of(t)),
                    Golden.tensor(e.getValue()));
        });
    }

    private static Weights renamed(Weights weights, String prefix, String to) {
        var byName = new LinkedHashMap<String, Tensor>();
        weights.asMap().forEach(
                (name, w) -> byName.put(name.startsWith(prefix) ? to + name.substring(prefix.length()) : name, w));
        return Weights.of(byName);
    }

    /// Keras's losses in the language of operations, with the mask that the output carries.
    private static Tensor loss(Golden g, Signal out) {
        var p = out.tensor();
        var y = g.tensor("labels");
        var each = switch (g.json().get("loss_function").asString()) {
            case "SparseCategoricalCrossentropy" ->
                Ops.scale(-1, Ops.sumLast(Ops.times(oneHot(y, p.shape()), Ops.log(p))));
            case "BinaryCrossentropy" -> Ops.scale(-1, Ops.sumLast(Ops.plus(Ops.times(y, Ops.log(p)),
                    Ops.times(Ops.oneMinus(y), Ops.log(Ops.oneMinus(p))))));
            case "MeanSquaredError" -> Ops.scale(1f / p.shape().last(), Ops.sumLast(Ops.square(Ops.minus(p, y))));
            case "MeanAbsoluteError" ->
                Ops.scale(1f / p.shape().last(), Ops.sumLast(Ops.times(Ops.minus(p, y), sign(p, y))));
            default -> throw new AssertionError(g.json().get("loss_function") + " is not known to this test");
        };
        return mean(each, out.mask());
    }

    private static Tensor mean(Tensor each, Mask mask) {
        var weights = new float[each.data().length];
        int n = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = !mask.present() || mask.values()[i] ? 1 : 0;
            n += (int) weights[i];
        }
        return Ops.scale(1f / n, Ops.sum(Ops.times(each, Tensor.of(each.shape(), weights))));
    }

    private static Tensor oneHot(Tensor classes, Shape like) {
        var hot = new float[like.count()];
        for (int i = 0; i < classes.data().length; i++) hot[i * like.last() + (int) classes.data()[i]] = 1;
        return Tensor.of(like, hot);
    }

    private static Tensor sign(Tensor a, Tensor b) {
        var sign = new float[a.data().length];
        for (int i = 0; i < sign.length; i++) sign[i] = Math.signum(a.data()[i] - b.data()[i]);
        return Tensor.of(a.shape(), sign);
    }
}

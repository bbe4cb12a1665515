package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.kernel.Machine;
import dev.rondo.layer.Bidirectional;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Merge;
import dev.rondo.layer.Rnn;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.States;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Recurrent layers against Keras: outputs, states and every gradient.
class RecurrentGoldenTest {
    static List<Golden> cases() { return Golden.cases("recurrent.json", "cases"); }

    static List<Golden> stateful() { return Golden.cases("recurrent.json", "stateful"); }

    static List<Golden> initialBias() { return Golden.cases("recurrent.json", "initial_bias"); }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAndGradients(Golden g) {
        var pass = Pass.training(g.weights(), Machine.single(), Key.of(0));
        var x = pass.watched(g.tensor("input"));
        var states = g.tensors("initial_state").stream().map(pass::watched).toList();
        var outputs = outputs(g, Signal.of(x, g.mask("mask")), states, pass);
        Golden.assertClose("output", outputs, g.tensors("outputs"));

        var loss = Tensor.scalar(0);
        var importance = g.tensors("loss_weights");
        for (int i = 0; i < outputs.size(); i++) {
            loss = Ops.plus(loss, Ops.sum(Ops.times(outputs.get(i), importance.get(i))));
        }
        Golden.assertClose("loss", loss, g.tensor("loss"));

        var gradients = pass.backward(loss);
        var found = new LinkedHashMap<String, Tensor>(pass.read());
        found.put("input", x);
        IntStream.range(0, states.size()).forEach(i -> found.put("initial_state " + i, states.get(i)));
        var expected = expectedGradients(g);
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((name, e) -> Golden.assertClose("gradient of " + name,
                Tensor.of(e.shape(), gradients.of(Objects.requireNonNull(found.get(name)))), e));
    }

    /// In Keras's order: the output, or both of an unmerged pair, then the states if they are asked for.
    private static List<Tensor> outputs(Golden g, Signal input, List<Tensor> states, Pass pass) {
        return switch (KerasWords.layer(g.layer())) {
            case Rnn rnn -> {
                var r = rnn.run(input, states, pass);
                var shown = List.of(rnn.returnSequences() ? r.sequence() : r.last());
                yield returnsState(g.layer()) ? joined(shown, r.states()) : shown;
            }
            case Bidirectional both -> {
                var r = both.run(input, states, pass);
                var shown = both.merge() == Merge.NONE ? List.of(r.forward(), r.backward()) : List.of(both.merged(r));
                yield returnsState(g.layer().at("/config/layer"))
                        ? joined(shown, joined(r.forwardStates(), r.backwardStates()))
                        : shown;
            }
            case Layer other -> throw new AssertionError(other + " is not recurrent");
        };
    }

    private static boolean returnsState(JsonNode layer) { return layer.at("/config/return_state").asBoolean(false); }

    private static List<Tensor> joined(List<Tensor> a, List<Tensor> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    private static Map<String, Tensor> expectedGradients(Golden g) {
        var expected = new LinkedHashMap<String, Tensor>();
        g.json().get("gradients").properties().forEach(e -> {
            if (e.getKey().equals("initial_state")) {
                var states = Golden.elements(e.getValue()).map(Golden::tensor).toList();
                IntStream.range(0, states.size()).forEach(i -> expected.put("initial_state " + i, states.get(i)));
            } else {
                expected.put(e.getKey(), Golden.tensor(e.getValue()));
            }
        });
        return expected;
    }

    @ParameterizedTest
    @MethodSource("stateful")
    void stateFromCallToCall(Golden g) {
        var layer = KerasWords.layer(g.layer());
        var carried = States.none();
        for (var call : Golden.elements(g.json().get("calls")).map(c -> new Golden(g.name(), c)).toList()) {
            if (call.json().get("reset_before").asBoolean()) carried = States.none();
            var pass = Pass.inference(g.weights(), Machine.single()).carrying(carried);
            var out = layer.call(Signal.of(pass.input(call.tensor("input")), call.mask("mask")), pass);
            carried = pass.carried();
            var shown = new ArrayList<>(List.of(out.tensor()));
            if (returnsState(g.layer())) carried.byLayer().values().forEach(shown::addAll);
            Golden.assertClose("output", shown, call.tensors("outputs"));
        }
    }

    @ParameterizedTest
    @MethodSource("initialBias")
    void firstBias(Golden g) {
        var drawn = Weights.draw(KerasWords.layer(g.layer()).weights(Shape.of(Shape.ANY, Shape.ANY, 3)), Key.of(1));
        Golden.assertClose("bias", drawn.get("bias"), g.tensor("bias"));
    }
}

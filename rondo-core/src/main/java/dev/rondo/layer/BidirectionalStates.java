package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A bidirectional layer whose states go in and come out, in a graph: Keras's `return_state=True` and `initial_state`.
/// States are those of the forward layer, then those of the backward layer. With [Merge#NONE] the outputs of both
/// directions stand before them.
public record BidirectionalStates(Bidirectional layer) implements Block {
    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return layer.weights(checked(inputs));
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        var x = checked(inputs);
        var shapes = new ArrayList<Shape>();
        if (layer.merge() == Merge.NONE) {
            shapes.add(layer.forward().output(x));
            shapes.add(layer.backward().output(x));
        } else {
            shapes.add(layer.output(x));
        }
        shapes.addAll(states(x));
        return shapes;
    }

    @Override
    public List<Signal> call(List<Signal> inputs, Pass pass) {
        checked(inputs.stream().map(Signal::shape).toList());
        var given = inputs.subList(1, inputs.size()).stream().map(s -> pass.input(s.tensor())).toList();
        boolean stateful = layer.forward().stateful();
        var both = layer.run(inputs.getFirst(), given.isEmpty() && stateful ? pass.carriedIn() : given, pass);
        var states = new ArrayList<>(both.forwardStates());
        states.addAll(both.backwardStates());
        if (stateful) pass.carry(states);
        var out = new ArrayList<Signal>();
        if (layer.merge() == Merge.NONE) {
            out.add(Signal.of(both.forward(), both.mask()));
            out.add(Signal.of(both.backward(), both.mask()));
        } else {
            out.add(Signal.of(layer.merged(both), both.mask()));
        }
        for (Tensor state : states) out.add(Signal.of(state));
        return out;
    }

    private List<Shape> states(Shape x) {
        return Stream.of(layer.forward(), layer.backward()).flatMap(l -> l.states(x).stream()).toList();
    }

    private Shape checked(List<Shape> inputs) {
        return Expect.states(title(), inputs, states(layer.checked(Expect.first(title(), inputs))));
    }

    @Override
    public String title() {
        return layer.title();
    }
}

package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A recurrent layer whose states go in and come out, in a graph: Keras's `return_state=True` and `initial_state`.
///
/// ```java
/// var encoded = lstm(64).withStates().on(List.of(question));            // output, h, c
/// var answer = lstm(64).sequences().withInitialState().on(shifted, encoded.get(1), encoded.get(2));
/// ```
///
/// Inputs are the sequence `[batch, time, features]` and, if it does not start from zeros, all states `[batch, size]` in the
/// cell's order. Outputs are that of the layer and all states at the end.
public record RnnStates(Rnn layer) implements Block {
    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return layer.weights(checked(inputs));
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        var x = checked(inputs);
        var shapes = new ArrayList<Shape>();
        shapes.add(layer.output(x));
        for (int size : layer.cell().stateSizes()) shapes.add(Shape.of(x.size(0), size));
        return shapes;
    }

    @Override
    public List<Signal> call(List<Signal> inputs, Pass pass) {
        checked(inputs.stream().map(Signal::shape).toList());
        var given = inputs.subList(1, inputs.size()).stream().map(s -> pass.input(s.tensor())).toList();
        var states = given.isEmpty() && layer.stateful() ? pass.carriedIn() : given;
        var result = layer.run(inputs.getFirst(), states, layer.returnSequences(), true, pass);
        if (layer.stateful()) pass.carry(result.states());
        var out = new ArrayList<Signal>();
        out.add(layer.returnSequences() ? Signal.of(result.sequence(), result.mask()) : Signal.of(result.last()));
        for (Tensor state : result.states()) out.add(Signal.of(state));
        return out;
    }

    private Shape checked(List<Shape> inputs) {
        var sequence = Expect.first(title(), inputs);
        Expect.rank(title(), sequence, layer.rank(), layer.axes());
        return Expect.states(title(), inputs, layer.states(sequence));
    }

    @Override
    public String title() {
        return layer.title();
    }
}

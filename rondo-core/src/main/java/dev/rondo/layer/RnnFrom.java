package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A recurrent layer that starts from given states, in a graph: Keras's `initial_state`, such as for a decoder.
///
/// ```java
/// var answer = lstm(64).sequences().withInitialState().on(shifted, h, c);
/// ```
///
/// Inputs are the sequence `[batch, time, features]` and all states `[batch, size]` in the cell's order. To get the states
/// at the end as well: [Rnn#withStates].
public record RnnFrom(Rnn layer) implements Merging {
    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return layer.withStates().weights(inputs);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return layer.withStates().outputs(inputs).getFirst();
    }

    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        return layer.withStates().call(inputs, pass).getFirst();
    }

    @Override
    public String title() {
        return layer.title();
    }
}

package dev.rondo.cell;

import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.scan.Step;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A recurrent cell: the weights it asks for and one time step, [#step], in the letters of the paper. Write it as a record
/// of its hyper-parameters; gradients, masks, both directions, stacking, states in and out, saving and the summary follow.
public interface Cell extends Step {
    /// The size of the output.
    int units();

    /// The weights for inputs of this size.
    List<Weight> weights(int inputs);

    /// The sizes of the parts of the state, the hidden state first. One part of [#units] numbers unless a cell says more.
    default List<Integer> stateSizes() {
        return List.of(units());
    }

    /// The state whose parts are given, `[batch, size]` each: what [State#output] shows before the first step is h.
    default State state(List<Tensor> parts) {
        return State.of(parts);
    }

    /// The state to start from: zeros.
    default State start(int batch) {
        var parts = new ArrayList<Tensor>();
        for (int size : stateSizes()) parts.add(Tensor.zeros(batch, size));
        return state(parts);
    }

    /// The name in a summary, Keras's where Keras has the cell.
    default String title() {
        return getClass().getSimpleName();
    }
}

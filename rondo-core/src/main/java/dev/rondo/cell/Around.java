package dev.rondo.cell;

import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// A cell around another one, whose weights and state it takes over: it changes what a step does, and nothing else.
interface Around extends Cell {
    /// The cell inside.
    Cell cell();

    @Override
    default int units() {
        return cell().units();
    }

    @Override
    default List<Weight> weights(int inputs) {
        return cell().weights(inputs);
    }

    @Override
    default List<Integer> stateSizes() {
        return cell().stateSizes();
    }

    @Override
    default State state(List<Tensor> parts) {
        return cell().state(parts);
    }
}

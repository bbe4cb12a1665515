package dev.rondo.nn;

import dev.rondo.tensor.Tensor;

/// Looks at the states of recurrent layers while they run.
@FunctionalInterface
public interface Watch {
    /// Is given each part of the state after each time step, and gives back what the layer goes on with: the same numbers.
    ///
    /// @param layer where in the model the layer is, as a path
    /// @param step the number of the step in the order of processing, from 0
    /// @param part the number of the part of the state: 0 for h, 1 for the c of an LSTM
    Tensor seen(String layer, int step, int part, Tensor state);
}

package dev.rondo.scan;

import dev.rondo.tensor.Tensor;
import java.util.List;

/// What running over a sequence gives.
///
/// @param sequence the output of every step `[batch, time, units]`, in the order in which they were processed; `[0]` if
///        it was not asked for
/// @param last the output of the step processed last, `[batch, units]`
/// @param states the parts of the state at the end, which padding does not change; none if they were not asked for
public record Scanned(Tensor sequence, Tensor last, List<Tensor> states) {
    public Scanned {
        states = List.copyOf(states);
    }
}

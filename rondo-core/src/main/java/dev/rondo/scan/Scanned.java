package dev.rondo.scan;

import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// What running over a sequence gives: the output of every step in the order they were processed, and the state at the
/// end, which padding does not change.
public record Scanned(List<Tensor> outputs, State end) {
    public Scanned {
        outputs = List.copyOf(outputs);
    }

    /// The output of the step processed last, `[batch, units]`.
    public Tensor last() {
        return outputs.getLast();
    }

    /// All outputs, `[batch, time, units]`.
    public Tensor sequence() {
        return Ops.stack(1, outputs);
    }
}

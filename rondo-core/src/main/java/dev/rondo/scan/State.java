package dev.rondo.scan;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// What a cell carries from one time step to the next, all `[batch, …]`, and the output it shows at this step. For most
/// cells the output is the first part, h.
public record State(Tensor output, List<Tensor> parts) {
    public State {
        parts = List.copyOf(parts);
    }

    /// A state whose first part is also the output.
    public static State of(Tensor... parts) {
        return of(List.of(parts));
    }

    public static State of(List<Tensor> parts) {
        if (parts.isEmpty()) throw new RondoException("state: at least one tensor is expected");
        return new State(parts.getFirst(), parts);
    }

    /// The hidden state.
    public Tensor h() {
        return parts.getFirst();
    }

    /// The cell state of an LSTM and its kin.
    public Tensor c() {
        return parts.get(1);
    }
}

package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// One vector as a sequence of `n` equal steps: `[batch, features]` to `[batch, n, features]`; the way from one to
/// many. Keras: `RepeatVector` (`keras/src/layers/reshaping/repeat_vector.py`).
public record RepeatVector(int n) implements Layer {
    public RepeatVector {
        Legal.atLeast(1, "RepeatVector", "n", n);
    }

    @Override
    public Shape output(Shape input) {
        Expect.rank("RepeatVector", input, 2, "[batch, features]");
        return input.insert(1, n);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        Expect.rank("RepeatVector", input.shape(), 2, "[batch, features]");
        return Signal.of(Ops.tile(Ops.expandDims(pass.input(input.tensor()), 1), 1, n));
    }
}

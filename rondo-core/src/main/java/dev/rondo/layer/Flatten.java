package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// Everything but the batch as one axis: `[batch, a, b, …]` to `[batch, a·b·…]`. Keras: `Flatten`
/// (`keras/src/layers/reshaping/flatten.py`).
public record Flatten() implements Layer {
    @Override
    public Shape output(Shape input) {
        Expect.atLeastRank("Flatten", input, 1, "[batch, …]");
        int n = 1;
        for (int axis = 1; axis < input.rank(); axis++) {
            if (input.size(axis) == Shape.ANY) return Shape.of(input.size(0), Shape.ANY);
            n *= input.size(axis);
        }
        return Shape.of(input.size(0), n);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return Signal.of(Ops.reshape(pass.input(input.tensor()), output(input.shape()).sizes()));
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("makes one vector of all steps");
    }
}

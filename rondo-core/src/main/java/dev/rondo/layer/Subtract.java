package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// `a − b` of two inputs, element by element; shapes and masks as for [Add]. Keras: `Subtract`
/// (`keras/src/layers/merging/subtract.py`).
public record Subtract() implements Elementwise {
    @Override
    public Shape output(List<Shape> inputs) {
        Expect.two(title(), inputs.size());
        return Elementwise.super.output(inputs);
    }

    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        Expect.two(title(), inputs.size());
        var aligned = Aligned.tensors(title(), inputs);
        return Signal.of(Ops.minus(aligned.get(0), aligned.get(1)), Aligned.anyOf(title(), inputs));
    }
}

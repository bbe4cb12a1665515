package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import java.util.List;

/// `(a + b + …) / n`, element by element; shapes and masks as for [Add]. Keras: `Average`
/// (`keras/src/layers/merging/average.py`).
public record Average() implements Elementwise {
    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        var mean = Ops.scale(1f / inputs.size(), Add.sum(title(), inputs));
        return Signal.of(mean, Aligned.anyOf(title(), inputs));
    }
}

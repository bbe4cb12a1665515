package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import java.util.List;

/// `y = max(a, b, …)`, element by element; shapes as for [Add], masks as [Best] says. Keras: `Maximum`
/// (`keras/src/layers/merging/maximum.py`); PyTorch: `torch.maximum`.
public record Maximum() implements Elementwise {
    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        return Best.of(title(), inputs, Ops::maximum);
    }
}

package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import java.util.List;

/// `y = min(a, b, …)`, element by element; shapes as for [Add], masks as [Best] says. Keras: `Minimum`
/// (`keras/src/layers/merging/minimum.py`); PyTorch: `torch.minimum`.
public record Minimum() implements Elementwise {
    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        return Best.of(title(), inputs, Ops::minimum);
    }
}

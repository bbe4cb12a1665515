package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// `a + b + …`, element by element; how shapes meet: [Aligned]. A step is real where it is in any input; without a mask if
/// one input has none. Keras: `Add` (`keras/src/layers/merging/add.py`).
public record Add() implements Elementwise {
    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        return Signal.of(sum(title(), inputs), Aligned.anyOf(title(), inputs));
    }

    static Tensor sum(String layer, List<Signal> inputs) {
        return Aligned.tensors(layer, inputs).stream().reduce(Ops::plus).orElseThrow();
    }
}

package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// `a ∘ b ∘ …`, element by element; shapes as for [Add]. A masked step counts as 1. If all inputs have masks, so has the
/// output: real where any is, and 0 elsewhere. Keras: `Multiply` (`keras/src/layers/merging/multiply.py`).
public record Multiply() implements Elementwise {
    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        var shape = output(inputs.stream().map(Signal::shape).toList());
        var tensors = Aligned.tensors(title(), inputs);
        var steps = Aligned.steps(title(), inputs, shape);
        boolean masked = steps.stream().allMatch(s -> s.isPresent());
        var mask = Aligned.anyOf(title(), inputs);
        var product = where(steps.getFirst().orElse(new boolean[0]), tensors.getFirst(), 1, shape);
        for (int i = 1; i < tensors.size(); i++) {
            product = Ops.times(product, where(steps.get(i).orElse(new boolean[0]), tensors.get(i), 1, shape));
        }
        return Signal.of(masked ? where(mask.values(), product, 0, shape) : product, mask);
    }

    /// `x` at the steps of `keep`, elsewhere a number; without choices `x` as it is.
    private static Tensor where(boolean[] keep, Tensor x, float otherwise, Shape shape) {
        if (keep.length == 0) return x;
        var other = new float[shape.count()];
        Arrays.fill(other, otherwise);
        return Ops.select(keep, Aligned.repeated(x, shape), Tensor.of(shape, other));
    }
}

package dev.rondo.layer;

import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// One input after the other merged with what there is so far, where neither has an identity element: a masked step of one
/// leaves the other as it is (`_apply_merge_op_and_or_mask` in `keras/src/layers/merging/base_merge.py`). The output has a
/// mask if all inputs do: real where any is.
final class Best {
    private Best() {}

    static Signal of(String layer, List<Signal> inputs, BinaryOperator<Tensor> better) {
        var shape = Aligned.shape(layer, inputs.stream().map(Signal::shape).toList());
        var tensors = Aligned.tensors(layer, inputs);
        var steps = Aligned.steps(layer, inputs, shape);
        var best = tensors.getFirst();
        var known = steps.getFirst();
        for (int i = 1; i < tensors.size(); i++) {
            var x = where(steps.get(i), tensors.get(i), best, shape);
            best = better.apply(where(known, best, x, shape), x);
            known = or(known, steps.get(i));
        }
        return Signal.of(best, Aligned.anyOf(layer, inputs));
    }

    private static Tensor where(Optional<boolean[]> keep, Tensor x, Tensor other, Shape shape) {
        return keep.isEmpty() ? x
                : Ops.select(keep.get(), Aligned.repeated(x, shape), Aligned.repeated(other, shape));
    }

    private static Optional<boolean[]> or(Optional<boolean[]> a, Optional<boolean[]> b) {
        if (a.isEmpty() || b.isEmpty()) return Optional.empty();
        var either = new boolean[a.get().length];
        for (int i = 0; i < either.length; i++) either[i] = a.get()[i] || b.get()[i];
        return Optional.of(either);
    }
}

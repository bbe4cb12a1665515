package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How inputs meet that are merged element by element (`keras/src/layers/merging/base_merge.py`): axes of size 1 are
/// repeated, and an input of fewer axes gets axes of size 1 after the batch, so `[batch, features]` meets every step of
/// `[batch, time, features]`.
final class Aligned {
    private Aligned() {}

    /// The shape of all together. Throws if they do not fit.
    static Shape shape(String layer, List<Shape> inputs) {
        var all = inputs.getFirst();
        for (var s : inputs) {
            Expect.atLeastRank(layer, s, 1, "[batch, …]");
            int rank = Math.max(all.rank(), s.rank());
            var both = ofRank(all, rank);
            var other = ofRank(s, rank);
            for (int axis = 0; axis < rank; axis++) both = both.with(axis, size(layer, both, other, axis, inputs));
            all = both;
        }
        return all;
    }

    private static int size(String layer, Shape a, Shape b, int axis, List<Shape> inputs) {
        int x = a.size(axis);
        int y = b.size(axis);
        if (x == y) return x;
        if (axis == 0 && (x == Shape.ANY || y == Shape.ANY)) return Math.max(x, y);
        if (axis > 0 && x == 1) return y;
        if (axis > 0 && y == 1) return x;
        if (x == Shape.ANY || y == Shape.ANY) return Shape.ANY;
        throw new RondoException("%s: inputs of shapes %s do not fit together: axis %d is %d and %d".formatted(layer,
                inputs, axis, x, y));
    }

    private static Shape ofRank(Shape s, int rank) {
        var out = s;
        while (out.rank() < rank) out = out.insert(1, 1);
        return out;
    }

    /// All tensors with as many axes as that of the most.
    static List<Tensor> tensors(String layer, List<Signal> inputs) {
        int rank = shape(layer, inputs.stream().map(Signal::shape).toList()).rank();
        return inputs.stream().map(s -> s.shape().rank() == rank ? s.tensor()
                : Ops.reshape(s.tensor(), ofRank(s.shape(), rank).sizes())).toList();
    }

    /// `x` repeated to a shape of as many axes.
    static Tensor repeated(Tensor x, Shape to) {
        var out = x;
        for (int axis = 0; axis < to.rank(); axis++) {
            if (out.shape().size(axis) != to.size(axis)) out = Ops.tile(out, axis, to.size(axis));
        }
        return out;
    }

    /// Real where any is; none if there is an input without a mask.
    static Mask anyOf(String layer, List<Signal> inputs) {
        if (!inputs.stream().allMatch(s -> s.mask().present())) return Mask.none();
        var mask = inputs.getFirst().mask();
        for (var s : inputs) mask = or(layer, mask, s.mask());
        return mask;
    }

    private static Mask or(String layer, Mask a, Mask b) {
        int time = Math.max(a.time(), b.time());
        if (a.batch() != b.batch() || (a.time() != time && a.time() != 1) || (b.time() != time && b.time() != 1)) {
            throw new RondoException("%s: masks of [%d, %d] and [%d, %d] do not fit together".formatted(layer,
                    a.batch(), a.time(), b.batch(), b.time()));
        }
        var real = new boolean[a.batch() * time];
        for (int i = 0; i < real.length; i++) {
            int row = i / time;
            int step = i % time;
            real[i] = a.real(row, a.time() == 1 ? 0 : step) || b.real(row, b.time() == 1 ? 0 : step);
        }
        return Mask.of(a.batch(), time, real);
    }

    /// The masks that an elementwise product, maximum or minimum looks at, as choices of `[batch, time]` for `common`: those
    /// of inputs that have all axes.
    static List<Optional<boolean[]>> steps(String layer, List<Signal> inputs, Shape common) {
        var steps = new ArrayList<Optional<boolean[]>>();
        for (var s : inputs) {
            var mask = s.mask();
            if (!mask.present() || s.shape().rank() < common.rank()) {
                steps.add(Optional.empty());
                continue;
            }
            if (s.shape().rank() < 2) throw new RondoException(layer + ": a mask needs a time axis, got " + s.shape());
            mask.fits(layer, s.shape().size(0), s.shape().size(1));
            int time = common.size(1);
            var real = new boolean[common.size(0) * time];
            for (int i = 0; i < real.length; i++) real[i] = mask.real(i / time, mask.time() == 1 ? 0 : i % time);
            steps.add(Optional.of(real));
        }
        return steps;
    }
}

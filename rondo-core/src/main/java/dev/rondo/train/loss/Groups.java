package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// Which numbers of a tensor a reduction over some of its axes puts together: number i goes to place `of[i]` of a result of
/// this shape.
public final class Groups {
    private final Shape shape;
    private final int[] of;

    private Groups(Shape shape, int[] of) {
        this.shape = shape;
        this.of = of;
    }

    /// Over the given axes, negative ones counted from the last; over all if the list is empty, Keras's `axis=None`.
    public static Groups over(String who, List<Integer> axes, Shape in) {
        var dropped = dropped(who, axes, in);
        var kept = in;
        for (int axis = in.rank() - 1; axis >= 0; axis--) if (dropped[axis]) kept = kept.without(axis);
        var of = new int[in.count()];
        for (int i = 0; i < of.length; i++) {
            int rest = i;
            int step = 1;
            for (int axis = in.rank() - 1; axis >= 0; axis--) {
                int at = rest % in.size(axis);
                rest /= in.size(axis);
                if (dropped[axis]) continue;
                of[i] += at * step;
                step *= in.size(axis);
            }
        }
        return new Groups(kept, of);
    }

    private static boolean[] dropped(String who, List<Integer> axes, Shape in) {
        var dropped = new boolean[in.rank()];
        for (int axis : axes) {
            int a = axis < 0 ? in.rank() + axis : axis;
            if (a < 0 || a >= in.rank()) {
                throw new RondoException("%s: axis %d is none of the prediction %s".formatted(who, axis, in));
            }
            dropped[a] = true;
        }
        if (axes.isEmpty()) Arrays.fill(dropped, true);
        return dropped;
    }

    /// The shape of the result.
    public Shape shape() { return shape; }

    public int of(int i) { return of[i]; }

    /// `Σ value(i)` of each group.
    double[] sums(IntToDoubleFunction value) {
        var sums = new double[shape.count()];
        for (int i = 0; i < of.length; i++) sums[of[i]] += value.applyAsDouble(i);
        return sums;
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.Arrays;

/// How two shapes meet in an elementwise operation, NumPy's rule: aligned at the last axis, an axis of size 1 or a
/// missing one is repeated.
final class Broadcast {
    private Broadcast() {}

    static Shape shape(String who, Shape a, Shape b) {
        if (a.equals(b)) return a;
        int rank = Math.max(a.rank(), b.rank());
        var sizes = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int x = i <= a.rank() ? a.size(-i) : 1;
            int y = i <= b.rank() ? b.size(-i) : 1;
            if (x != y && x != 1 && y != 1) {
                throw new RondoException("%s: shapes %s and %s do not fit together".formatted(who, a, b));
            }
            sizes[rank - i] = x == 1 ? y : x;
        }
        return Shape.of(sizes);
    }

    /// Whether `small` is a row that repeats along all other axes of `big`: a bias.
    static boolean isRow(Shape small, Shape big) {
        return small.rank() == 1 && big.rank() > 1 && small.last() == big.last();
    }

    /// For each number of `to`, in order, the index of the number of `from` that it reads.
    static int[] indices(Shape from, Shape to) {
        int rank = to.rank();
        var step = new int[rank];
        int stride = 1;
        for (int i = 1; i <= from.rank(); i++) {
            step[rank - i] = from.size(-i) == 1 ? 0 : stride;
            stride *= from.size(-i);
        }
        var out = new int[to.count()];
        var at = new int[rank];
        int index = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = index;
            for (int axis = rank - 1; axis >= 0; axis--) {
                index += step[axis];
                if (++at[axis] < to.size(axis)) break;
                index -= step[axis] * at[axis];
                at[axis] = 0;
            }
        }
        return out;
    }

    /// Whether `small` as a whole repeats along the first axes of `big`, as a bias does.
    private static boolean isTail(Shape small, Shape big) {
        if (small.rank() > big.rank()) return false;
        for (int i = 1; i <= small.rank(); i++) {
            if (small.size(-i) != big.size(-i)) return false;
        }
        return true;
    }

    /// Whether `small` has one number for each row of `big`.
    private static boolean isColumn(Shape small, Shape big) {
        return small.rank() == big.rank() && small.rank() > 0 && small.last() == 1
                && small.without(-1).equals(big.without(-1));
    }

    /// `x` repeated to shape `to`.
    static float[] expand(float[] x, Shape from, Shape to) {
        if (isTail(from, to)) {
            var out = new float[to.count()];
            if (x.length == 1) Arrays.fill(out, x[0]);
            else for (int i = 0; i < out.length; i += x.length) System.arraycopy(x, 0, out, i, x.length);
            return out;
        }
        if (isColumn(from, to)) {
            var out = new float[to.count()];
            for (int i = 0; i < x.length; i++) Arrays.fill(out, i * to.last(), (i + 1) * to.last(), x[i]);
            return out;
        }
        var index = indices(from, to);
        var out = new float[index.length];
        for (int i = 0; i < out.length; i++) out[i] = x[index[i]];
        return out;
    }

    /// The way back of [#expand]: `dx += dy`, summed over what was repeated.
    static void reduce(float[] dy, Shape from, Shape to, float[] dx) {
        if (isTail(from, to)) {
            for (int i = 0; i < dy.length; i += dx.length) {
                for (int j = 0; j < dx.length; j++) dx[j] += dy[i + j];
            }
            return;
        }
        if (isColumn(from, to)) {
            for (int i = 0; i < dx.length; i++) {
                for (int j = 0; j < to.last(); j++) dx[i] += dy[i * to.last() + j];
            }
            return;
        }
        var index = indices(from, to);
        for (int i = 0; i < dy.length; i++) dx[index[i]] += dy[i];
    }
}

package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Axes of an input that a layer works along, seen as one.
final class Axes {
    private Axes() {}

    /// The axes counted from 0, ascending. Throws if one is not there, is there twice, or is the batch.
    static int[] of(String layer, Shape input, List<Integer> axes) {
        int rank = input.rank();
        var found = axes.stream().mapToInt(a -> a < 0 ? rank + a : a).sorted().distinct().toArray();
        if (found.length < axes.size() || found.length == 0 || found[0] < 1 || found[found.length - 1] >= rank) {
            throw new RondoException("%s: axes %s are not axes of its input %s, each once, axis 0 being the batch"
                    .formatted(layer, axes, input));
        }
        return found;
    }

    /// One axis, counted from 0.
    static int of(String layer, Shape input, int axis) {
        return of(layer, input, List.of(axis))[0];
    }

    /// The sizes of axes, which weights depend on and which therefore must be known.
    static int[] sizes(String layer, Shape input, int... axes) {
        for (int axis : axes) {
            if (input.size(axis) == Shape.ANY) {
                throw new RondoException("%s: axis %d of its input %s must be known before it is built".formatted(layer,
                        axis, input));
            }
        }
        return Arrays.stream(axes).map(input::size).toArray();
    }

    /// `f` of x with the axes brought to the end and seen as one, `[others…, n]`; what it gives is brought back.
    static Tensor along(Tensor x, int[] axes, UnaryOperator<Tensor> f) {
        int rank = x.shape().rank();
        var order = IntStream.concat(
                IntStream.range(0, rank).filter(a -> Arrays.stream(axes).noneMatch(b -> a == b)),
                Arrays.stream(axes)).toArray();
        var back = new int[rank];
        for (int i = 0; i < rank; i++) back[order[i]] = i;
        var moved = order(x, order);
        if (axes.length == 1) return order(f.apply(moved), back);
        var sizes = Arrays.copyOf(moved.shape().sizes(), rank - axes.length + 1);
        sizes[sizes.length - 1] = Arrays.stream(axes).map(x.shape()::size).reduce(1, (a, b) -> a * b);
        var y = f.apply(Ops.reshape(moved, sizes));
        return order(Ops.reshape(y, moved.shape().sizes()), back);
    }

    /// The axes in this order; nothing is done if they have it.
    static Tensor order(Tensor x, int[] axes) {
        boolean asItIs = IntStream.range(0, axes.length).allMatch(i -> axes[i] == i);
        return asItIs ? x : Ops.transpose(x, axes);
    }

    static List<Integer> list(int... axes) {
        return Arrays.stream(axes).boxed().toList();
    }

    /// Sizes as a shape shows them.
    static String shown(List<Integer> sizes) {
        return Shape.of(sizes.stream().mapToInt(i -> i).toArray()).toString();
    }
}

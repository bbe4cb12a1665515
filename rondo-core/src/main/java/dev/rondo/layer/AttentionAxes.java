package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which axes an attention goes over, Keras's `attention_axes`, and how inputs of any rank become
/// `[groups, places, features]`: places of the attended axes see each other, those of the others keep to themselves, as the
/// examples of a batch do.
///
/// @param axes the attended ones, counted from the batch, in the order in which places are counted
/// @param rank of all inputs
record AttentionAxes(List<Integer> axes, int rank) {
    /// @param given axes, negative ones from the end; none for all between batch and features
    static AttentionAxes of(String title, List<Integer> given, Shape input) {
        int rank = input.rank();
        if (rank < 3) Expect.rank(title, input, 3, "[batch, time, features]");
        if (given.isEmpty()) return new AttentionAxes(IntStream.range(1, rank - 1).boxed().toList(), rank);
        var axes = given.stream().map(a -> a < 0 ? rank + a : a).toList();
        if (axes.stream().anyMatch(a -> a < 1 || a > rank - 2) || axes.stream().distinct().count() < axes.size()) {
            throw new RondoException("%s: attention axes %s are not axes of its input %s between batch and features, "
                    .formatted(title, given, input) + "each once");
        }
        return new AttentionAxes(axes, rank);
    }

    /// Throws unless these are queries, values and maybe keys that fit together.
    void check(String title, List<Shape> inputs) {
        if (inputs.size() < 2 || inputs.size() > 3) {
            throw new RondoException("%s: queries, values and maybe keys are expected, got %d inputs".formatted(title,
                    inputs.size()));
        }
        for (var s : inputs) if (s.rank() != rank) throw unfit(title, inputs);
        var queries = inputs.getFirst().without(rank - 1);
        for (int axis : axes) queries = queries.with(axis, Shape.ANY);
        var values = inputs.get(1).without(rank - 1);
        if (!queries.takes(values) || !values.takes(inputs.getLast().without(rank - 1))) throw unfit(title, inputs);
    }

    private RondoException unfit(String title, List<Shape> inputs) {
        return new RondoException("%s: queries, values and keys %s do not fit together: one batch, and as many keys "
                .formatted(title, inputs) + "as values, are expected"
                + (rank > 3 ? ", and as much of all axes but " + axes + " and the last" : ""));
    }

    /// The axes that are not attended, from the batch on.
    private List<Integer> others() {
        return IntStream.range(0, rank - 1).boxed().filter(a -> !axes.contains(a)).toList();
    }

    /// `[batch, other axes, heads, axes of the queries, axes of the keys]`
    Shape scores(Shape queries, Shape keys, int heads) {
        var shape = Shape.of();
        for (int axis : others()) shape = shape.insert(shape.rank(), queries.size(axis));
        shape = shape.insert(shape.rank(), heads);
        for (int axis : axes) shape = shape.insert(shape.rank(), queries.size(axis));
        for (int axis : axes) shape = shape.insert(shape.rank(), keys.size(axis));
        return shape;
    }

    /// To `[groups, places, features]`.
    Tensor flat(Tensor x) {
        if (rank == 3) return x;
        var shape = x.shape();
        return Ops.reshape(inOrder() ? x : Ops.transpose(x, order()), count(shape, others()), count(shape, axes),
                shape.last());
    }

    /// From `[groups, places, n]` to the axes of the queries, and n.
    Tensor back(Tensor y, Shape queries) {
        if (rank == 3) return y;
        var order = order();
        var sizes = new int[rank];
        var home = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = i == rank - 1 ? y.shape().last() : queries.size(order[i]);
            home[order[i]] = i;
        }
        var apart = Ops.reshape(y, sizes);
        return inOrder() ? apart : Ops.transpose(apart, home);
    }

    private int[] order() {
        var order = new ArrayList<>(others());
        order.addAll(axes);
        order.add(rank - 1);
        return order.stream().mapToInt(i -> i).toArray();
    }

    private boolean inOrder() {
        var order = order();
        return IntStream.range(0, rank).allMatch(i -> order[i] == i);
    }

    /// Which places are real, `[groups, places]`; empty without a mask. What stands in a masked step is masked, along
    /// whichever axes it lies.
    boolean[] real(String title, Mask mask, Shape x) {
        mask.fits(title, x.size(0), x.size(1));
        if (!mask.present()) return new boolean[0];
        var steps = mask.values();
        var strides = new int[rank];
        strides[0] = x.size(1);
        strides[1] = 1;
        var groups = groups(x, strides);
        var places = places(x, strides);
        var real = new boolean[groups.length * places.length];
        for (int g = 0, i = 0; g < groups.length; g++) {
            for (int place : places) real[i++] = steps[groups[g] + place];
        }
        return real;
    }

    /// Where each group begins in an array with these strides, one for each axis of x.
    int[] groups(Shape x, int[] strides) { return starts(x, others(), strides); }

    /// Where each place begins in a group.
    int[] places(Shape x, int[] strides) { return starts(x, axes, strides); }

    private static int[] starts(Shape x, List<Integer> along, int[] strides) {
        var starts = new int[]{0};
        for (int axis : along) {
            var longer = new int[starts.length * x.size(axis)];
            for (int i = 0; i < longer.length; i++) {
                longer[i] = starts[i / x.size(axis)] + i % x.size(axis) * strides[axis];
            }
            starts = longer;
        }
        return starts;
    }

    private static int count(Shape x, List<Integer> along) {
        int n = 1;
        for (int axis : along) n *= x.size(axis);
        return n;
    }
}

package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// How do single examples become one tensor? Side by side, `[examples, …]`; those that have fewer steps than the longest
/// are filled up with 0 at the end.
final class Stack {
    private Stack() {}

    /// `[examples, …]`. Throws if the examples differ in shape, but for the first size where they are sequences.
    static Tensor of(String what, List<Tensor> examples, int[] rows, boolean sequences) {
        var first = examples.getFirst().shape();
        int steps = 0;
        for (int i = 0; i < rows.length; i++) {
            var shape = examples.get(i).shape();
            if (sequences ? !otherwise(shape).equals(otherwise(first)) : !shape.equals(first))
                throw new RondoException("data: %s of row %d has shape %s, but that of row %d has %s%s".formatted(what,
                        rows[i], shape, rows[0], first, sequences ? "; they may differ in length only" : ""));
            if (shape.rank() > 0) steps = Math.max(steps, shape.size(0));
        }
        var one = first.rank() == 0 ? first : first.with(0, steps);
        var out = new float[Math.multiplyExact(rows.length, one.count())];
        for (int i = 0; i < rows.length; i++) {
            var data = examples.get(i).data();
            System.arraycopy(data, 0, out, i * one.count(), data.length);
        }
        return Tensor.of(one.insert(0, rows.length), out);
    }

    /// Whether each of these has as many steps as the sequence beside it.
    static boolean stepByStep(List<Tensor> ys, List<Tensor> xs) {
        for (int i = 0; i < ys.size(); i++) {
            var y = ys.get(i).shape();
            var x = xs.get(i).shape();
            if (y.rank() == 0 || x.rank() == 0 || y.size(0) != x.size(0)) return false;
        }
        return true;
    }

    /// What must be the same: all but the first size.
    private static Shape otherwise(Shape shape) { return shape.rank() == 0 ? shape : shape.with(0, Shape.ANY); }

    /// Which steps are not padding; no mask if none is.
    static Mask mask(List<Tensor> examples) {
        if (examples.getFirst().shape().rank() == 0) return Mask.none();
        var lengths = examples.stream().mapToInt(x -> x.shape().size(0)).toArray();
        int longest = Arrays.stream(lengths).max().orElse(0);
        if (Arrays.stream(lengths).allMatch(n -> n == longest)) return Mask.none();
        var real = new boolean[lengths.length][longest];
        for (int i = 0; i < real.length; i++) Arrays.fill(real[i], 0, lengths[i], true);
        return Mask.of(real);
    }
}

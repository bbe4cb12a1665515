package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// `[a, b, …]`: inputs side by side along one axis, the last unless said otherwise; all other axes are equal. If any input has a mask,
/// those without one are all real; along time the masks stand one after the other, along other axes a step is real where it
/// is in any input. Keras: `Concatenate`
/// (`keras/src/layers/merging/concatenate.py`); PyTorch: `torch.cat`.
public record Concatenate(int axis) implements Merging {
    public Concatenate {
        if (axis == 0) throw new RondoException("Concatenate: axis 0 is the batch; join data sets instead");
    }

    public Concatenate() {
        this(-1);
    }

    /// Counted from the batch, which is 0, or from the end, where -1 is the last.
    public Concatenate axis(int along) {
        return new Concatenate(along);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        var first = inputs.getFirst();
        int at = Expect.axis(title(), first, axis);
        int size = 0;
        var others = first.without(at);
        for (var s : inputs) {
            if (s.rank() != first.rank() || !others.takes(s.without(at))) {
                throw new RondoException("Concatenate: shapes %s differ in more than axis %d".formatted(inputs, at));
            }
            size = size == Shape.ANY || s.size(at) == Shape.ANY ? Shape.ANY : size + s.size(at);
            others = known(others, s.without(at));
        }
        return others.insert(at, size);
    }

    private static Shape known(Shape a, Shape b) {
        var all = a;
        for (int i = 0; i < a.rank(); i++) if (a.size(i) == Shape.ANY) all = all.with(i, b.size(i));
        return all;
    }

    @Override
    public Streaming streaming(List<Shape> inputs) {
        return Expect.axis(title(), inputs.getFirst(), axis) == 1
                ? Streaming.refused("puts one sequence after the other")
                : Streaming.eachStep();
    }

    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        var shape = output(inputs.stream().map(Signal::shape).toList());
        int at = Expect.axis(title(), shape, axis);
        return Signal.of(joined(inputs.stream().map(Signal::tensor).toList(), shape, at), mask(inputs, shape, at));
    }

    /// Along an inner axis, everything from there on is seen as one row.
    private static Tensor joined(List<Tensor> xs, Shape shape, int at) {
        if (at == shape.rank() - 1) return Ops.concat(xs.toArray(new Tensor[0]));
        int rows = 1;
        for (int i = 0; i < at; i++) rows *= shape.size(i);
        int n = rows;
        var flat = xs.stream().map(x -> Ops.reshape(x, n, n == 0 ? 0 : x.data().length / n)).toArray(Tensor[]::new);
        return Ops.reshape(Ops.concat(flat), shape.sizes());
    }

    private static Mask mask(List<Signal> inputs, Shape shape, int at) {
        if (inputs.stream().noneMatch(s -> s.mask().present())) return Mask.none();
        for (var s : inputs) s.mask().fits("Concatenate", s.shape().size(0), s.shape().size(1));
        if (at != 1) {
            boolean all = inputs.stream().allMatch(s -> s.mask().present());
            return all ? Aligned.anyOf("Concatenate", inputs) : real(shape);
        }
        int time = shape.size(1);
        var real = new boolean[shape.size(0) * time];
        for (int row = 0; row < shape.size(0); row++) {
            int t = row * time;
            for (var s : inputs) {
                for (int step = 0; step < s.shape().size(1); step++) real[t++] = s.mask().real(row, step);
            }
        }
        return Mask.of(shape.size(0), time, real);
    }

    private static Mask real(Shape shape) {
        var real = new boolean[shape.size(0) * shape.size(1)];
        Arrays.fill(real, true);
        return Mask.of(shape.size(0), shape.size(1), real);
    }
}

package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// The product of two inputs example by example, summed over one axis of each: `[batch, a, n]` and `[batch, n, b]` with axes
/// 2 and 1 to `[batch, a, b]`; two vectors to `[batch, 1]`. Axes count from the batch, which is 0, or from the end, where
/// -1 is the last. Masks end here. Keras: `Dot` (`keras/src/layers/merging/dot.py`); PyTorch: `torch.bmm`.
///
/// @param normalize whether vectors along the axes are brought to length 1 first: cosines
public record Dot(int firstAxis, int secondAxis, boolean normalize) implements Merging {
    /// Keras's epsilon: shorter vectors are divided by it.
    private static final float EPSILON = 1e-7f;

    public Dot {
        if (firstAxis == 0 || secondAxis == 0) throw new RondoException("Dot: axis 0 is the batch, which stays");
    }

    public Dot(int firstAxis, int secondAxis) {
        this(firstAxis, secondAxis, false);
    }

    /// With vectors of length 1: cosines.
    public Dot normalized() {
        return new Dot(firstAxis, secondAxis, true);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Expect.two(title(), inputs.size());
        var a = inputs.get(0);
        var b = inputs.get(1);
        int i = Expect.axis(title(), a, firstAxis);
        int j = Expect.axis(title(), b, secondAxis);
        if (differ(a.size(i), b.size(j)) || differ(a.size(0), b.size(0))) {
            throw new RondoException("Dot: axis %d of %s and axis %d of %s do not fit together".formatted(i, a, j, b));
        }
        var shape = a.size(0) == Shape.ANY ? a.without(i).with(0, b.size(0)) : a.without(i);
        for (int axis = 1; axis < b.rank(); axis++) {
            if (axis != j) shape = shape.insert(shape.rank(), b.size(axis));
        }
        return shape.rank() == 1 ? shape.insert(1, 1) : shape;
    }

    private static boolean differ(int a, int b) {
        return a != b && a != Shape.ANY && b != Shape.ANY;
    }

    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        var shape = output(inputs.stream().map(Signal::shape).toList());
        var a = inputs.get(0).tensor();
        var b = inputs.get(1).tensor();
        int i = Expect.axis(title(), a.shape(), firstAxis);
        int j = Expect.axis(title(), b.shape(), secondAxis);
        if (normalize) {
            a = unit(a, i);
            b = unit(b, j);
        }
        return Signal.of(Ops.reshape(Ops.batchDot(a, i, b, j), shape.sizes()));
    }

    private static Tensor unit(Tensor x, int axis) {
        return Axes.along(x, new int[]{axis}, rows -> Ops.unitNormalize(EPSILON, rows));
    }
}

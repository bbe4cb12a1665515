package dev.rondo.layer;

import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// `e^x_i / Σ_j e^x_j` along the last axis, or along others: `axis(1)` is over the steps of a sequence. With several
/// axes all numbers along them add up to 1. Steps that a mask calls padding get nothing. Keras: `Softmax`
/// (`keras/src/layers/activations/softmax.py`); PyTorch: `Softmax`.
public record Softmax(List<Integer> axes) implements Layer {
    /// What Keras puts in place of padding before the softmax.
    private static final float NEARLY_NEVER = -1e9f;

    public Softmax {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape output(Shape input) {
        Axes.of("Softmax", input, axes);
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var along = Axes.of("Softmax", input.shape(), axes);
        var x = pass.input(input.tensor());
        if (!input.mask().present()) return input.with(Axes.along(x, along, Ops::softmax));
        var real = real(input.mask(), x.shape());
        var never = Ops.scale(NEARLY_NEVER, Ops.oneMinus(real));
        var shares = Axes.along(Ops.plus(Ops.times(x, real), never), along, Ops::softmax);
        return input.with(Ops.times(shares, real));
    }

    /// 1 for each real step and 0 for padding, as `[batch, time, 1, …]`.
    private static Tensor real(Mask mask, Shape shape) {
        mask.fits("Softmax", shape.size(0), shape.size(1));
        var real = mask.values();
        var numbers = new float[real.length];
        for (int i = 0; i < real.length; i++) numbers[i] = real[i] ? 1 : 0;
        var like = shape;
        for (int axis = 2; axis < shape.rank(); axis++) like = like.with(axis, 1);
        return Tensor.of(like, numbers);
    }

    /// Along which axes; negative ones count from the last.
    public Softmax axis(int... axes) {
        return new Softmax(Axes.list(axes));
    }

    @Override
    public Streaming streaming() {
        return axes.equals(List.of(-1)) ? Streaming.eachStep()
                : Streaming.refused("works along the axes %s, which may be that of time".formatted(axes));
    }
}

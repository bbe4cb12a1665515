package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The way back of [Convolve] taken as a way there, called a transposed convolution: from x `[batch, places…, channels]` to y
/// `[batch, sizes…, filters]`, where a convolution of y by these slides would have the places of x. The kernel is
/// `[taps…, filters, channels]`.
///
/// @param sizes the length of each axis of y, which x alone does not say where the stride is more than 1
public record ConvolveBack(List<Slide> axes, List<Integer> sizes) implements Operation {
    public ConvolveBack {
        axes = List.copyOf(axes);
        sizes = List.copyOf(sizes);
    }

    @Override
    public Shape shape(Shape... in) {
        Shape x = in[0];
        Shape w = in[1];
        Check.rank("convolveBack", "x", x, axes.size() + 2);
        Check.rank("convolveBack", "the kernel", w, axes.size() + 2);
        var taps = new ArrayList<Integer>();
        for (int i = 0; i < axes.size(); i++) taps.add(w.size(i));
        if (w.last() != x.last() || !taps.equals(axes.stream().map(Slide::size).toList())) {
            throw new RondoException("convolveBack: the kernel %s does not fit %s over x %s".formatted(w, axes, x));
        }
        var y = x.with(-1, w.size(-2));
        for (int i = 0; i < axes.size(); i++) y = y.with(i + 1, sizes.get(i));
        if (!Grid.shape("convolveBack", y, axes, x.last()).equals(x)) {
            throw new RondoException("convolveBack: %s over %s does not give the shape of x %s".formatted(axes, y, x));
        }
        return y;
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        between(shape(in[0].shape(), in[1].shape()), in[0].shape()).inputBack(in[0].data(), in[1].data(), y, machine);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var products = between(y.shape(), in[0].shape());
        if (g.wants(in[0])) products.forward(dy, in[1].data(), g.of(in[0]), g.machine());
        if (g.wants(in[1])) products.kernelBack(dy, in[0].data(), g.of(in[1]), g.machine());
    }

    private Convolution between(Shape x, Shape y) {
        return new Convolution(axes, 1, Grid.of(x), Grid.of(y));
    }
}

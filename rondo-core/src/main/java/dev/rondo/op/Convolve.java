package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// A kernel slid over x: `y[b, p, :] = Σ_taps x[b, p · stride + tap · dilation − before, :] · w[tap]`, in the words of signal
/// processing a correlation. x is `[batch, places…, channels]` with one or two axes of places, the kernel
/// `[taps…, channels / groups, filters]`, y `[batch, places…, filters]`. With groups, channels and filters are cut into as
/// many equal parts, and each part of the filters sees its part of the channels.
public record Convolve(List<Slide> axes, int groups) implements Operation {
    public Convolve {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape shape(Shape... in) {
        Shape w = in[1];
        Check.rank("convolve", "the kernel", w, axes.size() + 2);
        var y = Grid.shape("convolve", in[0], axes, w.last());
        for (int i = 0; i < axes.size(); i++) {
            if (w.size(i) != axes.get(i).size()) {
                throw new RondoException("convolve: the kernel %s does not fit %s".formatted(w, axes));
            }
        }
        if (groups < 1 || w.size(-2) * groups != in[0].last() || w.last() % groups != 0) {
            throw new RondoException("convolve: x %s and the kernel %s do not fit together in %d groups".formatted(
                    in[0], w, groups));
        }
        return y;
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var shape = shape(in[0].shape(), in[1].shape());
        between(in[0].shape(), shape).forward(in[0].data(), in[1].data(), y, machine);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var products = between(in[0].shape(), y.shape());
        if (g.wants(in[0])) products.inputBack(dy, in[1].data(), g.of(in[0]), g.machine());
        if (g.wants(in[1])) products.kernelBack(in[0].data(), dy, g.of(in[1]), g.machine());
    }

    private Convolution between(Shape x, Shape y) {
        return new Convolution(axes, groups, Grid.of(x), Grid.of(y));
    }
}

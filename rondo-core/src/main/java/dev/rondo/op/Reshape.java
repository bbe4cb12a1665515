package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The same numbers in the same order under another shape, such as `[a, b]` to `[a·b]`.
public record Reshape(Shape to) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        if (!to.known()) throw new RondoException("reshape: the new shape %s has unknown sizes".formatted(to));
        if (in[0].count() != to.count()) {
            throw new RondoException("reshape: %s holds %d numbers, %s holds %d".formatted(in[0], in[0].count(), to,
                    to.count()));
        }
        return to;
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        System.arraycopy(in[0].data(), 0, y, 0, y.length);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        g.machine().kernels().axpy(1, dy, g.of(in[0]), 0, dy.length);
    }
}

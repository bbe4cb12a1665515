package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = x · w`: x `[…, inputs]`, w `[inputs, outputs]`, to `[…, outputs]`.
public record Linear() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Shape x = in[0];
        Shape w = in[1];
        Check.atLeastRank("linear", "x", x, 1);
        Check.rank("linear", "w", w, 2);
        if (x.last() != w.size(0)) {
            throw new RondoException("linear: x %s ends in %d, but w %s takes %d".formatted(x, x.last(), w, w.size(0)));
        }
        return x.with(-1, w.size(1));
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        Shape w = in[1].shape();
        machine.product(false, false, in[0].shape().rows(), w.size(1), w.size(0), in[0].data(), in[1].data(), y);
    }

    /// `dx = dy · wᵀ`, `dw = xᵀ · dy`
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        Tensor x = in[0];
        Tensor w = in[1];
        int rows = x.shape().rows();
        int inputs = w.shape().size(0);
        int outputs = w.shape().size(1);
        if (g.wants(x)) g.machine().product(false, true, rows, inputs, outputs, dy, w.data(), g.of(x));
        if (g.wants(w)) g.machine().product(true, false, inputs, outputs, rows, x.data(), dy, g.of(w));
    }
}

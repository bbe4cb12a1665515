package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = x · wᵀ`: x `[…, inputs]`, w `[outputs, inputs]`, to `[…, outputs]`.
public record LinearTransposed() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Shape x = in[0];
        Shape w = in[1];
        Check.atLeastRank("linearTransposed", "x", x, 1);
        Check.rank("linearTransposed", "w", w, 2);
        if (x.last() != w.size(1)) {
            throw new RondoException("linearTransposed: x %s ends in %d, but w %s takes %d".formatted(x, x.last(), w,
                    w.size(1)));
        }
        return x.with(-1, w.size(0));
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        Shape w = in[1].shape();
        machine.product(false, true, in[0].shape().rows(), w.size(0), w.size(1), in[0].data(), in[1].data(), y);
    }

    /// `dx = dy · w`, `dw = dyᵀ · x`
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        Tensor x = in[0];
        Tensor w = in[1];
        int rows = x.shape().rows();
        int inputs = w.shape().size(1);
        int outputs = w.shape().size(0);
        if (g.wants(x)) g.machine().product(false, false, rows, inputs, outputs, dy, w.data(), g.of(x));
        if (g.wants(w)) g.machine().product(true, false, outputs, inputs, rows, dy, x.data(), g.of(w));
    }
}

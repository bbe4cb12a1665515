package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The product of two tensors example by example, summed over one axis of each: a `[batch, …, n, …]` and b
/// `[batch, …, n, …]` to `[batch, axes of a but its summed one, axes of b but its summed one]`; Keras's `batch_dot`.
public record BatchDot(int aAxis, int bAxis) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("batchDot", "a", in[0], 2);
        Check.atLeastRank("batchDot", "b", in[1], 2);
        Check.axis("batchDot", in[0], aAxis);
        Check.axis("batchDot", in[1], bAxis);
        if (aAxis == 0 || bAxis == 0) throw new RondoException("batchDot: axis 0 is the batch, which is not summed");
        if (in[0].size(0) != in[1].size(0) || in[0].size(aAxis) != in[1].size(bAxis)) {
            throw new RondoException("batchDot: axis %d of %s and axis %d of %s do not fit together".formatted(aAxis,
                    in[0], bAxis, in[1]));
        }
        var shape = in[0].without(aAxis);
        for (int i = 1; i < in[1].rank(); i++) {
            if (i != bAxis) shape = shape.insert(shape.rank(), in[1].size(i));
        }
        return shape;
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        each(machine, in, y.length, (a, b, at, width) -> machine.kernels().gemm(a.across, !b.across, a.rows, b.rows,
                a.sum, in[0].data(), a.at, a.width(), in[1].data(), b.at, b.width(), y, at, width));
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var kernels = g.machine().kernels();
        if (g.wants(in[0])) {
            var da = g.of(in[0]);
            each(g.machine(), in, dy.length, (a, b, at, width) -> {
                if (a.across) {
                    kernels.gemm(!b.across, true, a.sum, a.rows, b.rows, in[1].data(), b.at, b.width(), dy, at, width,
                            da, a.at, a.width());
                } else {
                    kernels.gemm(false, b.across, a.rows, a.sum, b.rows, dy, at, width, in[1].data(), b.at, b.width(),
                            da, a.at, a.width());
                }
            });
        }
        if (g.wants(in[1])) {
            var db = g.of(in[1]);
            each(g.machine(), in, dy.length, (a, b, at, width) -> {
                if (b.across) {
                    kernels.gemm(!a.across, false, a.sum, b.rows, a.rows, in[0].data(), a.at, a.width(), dy, at, width,
                            db, b.at, b.width());
                } else {
                    kernels.gemm(true, a.across, b.rows, a.sum, a.rows, dy, at, width, in[0].data(), a.at, a.width(),
                            db, b.at, b.width());
                }
            });
        }
    }

    /// One matrix of an example, from `at` on.
    ///
    /// @param across whether the summed axis goes down the matrix, which then is `[sum, rows]`; otherwise `[rows, sum]`
    private record Side(int at, int rows, int sum, boolean across) {
        int width() { return across ? rows : sum; }
    }

    private interface Body {
        /// The product of two sides stands from `at` on, `width` numbers from row to row.
        void at(Side a, Side b, int at, int width);
    }

    private void each(Machine machine, Tensor[] in, int out, Body body) {
        var a = new Slab(in[0].shape(), aAxis);
        var b = new Slab(in[1].shape(), bAxis);
        int batch = in[0].shape().size(0);
        if (batch == 0) return;
        Share.run(machine, batch, (long) out * a.size(), example -> {
            int aParts = a.inner() > 1 ? a.outer() / batch : 1;
            int bParts = b.inner() > 1 ? b.outer() / batch : 1;
            int width = b.outer() / batch * b.inner();
            for (int i = 0; i < aParts; i++) {
                var left = side(a, example, batch, i);
                for (int j = 0; j < bParts; j++) {
                    var right = side(b, example, batch, j);
                    int row = example * (a.outer() / batch * a.inner()) + i * left.rows;
                    body.at(left, right, row * width + j * right.rows, width);
                }
            }
        });
    }

    /// Part `i` of an example; with the summed axis last, the example is one matrix.
    private static Side side(Slab s, int example, int batch, int i) {
        int outer = s.outer() / batch;
        int start = example * outer * s.size() * s.inner();
        return s.inner() > 1 ? new Side(start + i * s.size() * s.inner(), s.inner(), s.size(), true)
                : new Side(start, outer, s.size(), false);
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y_ts = Σ_d w_d · tanh(q_td + k_sd)`: queries `[batch, queries, dim]`, keys `[batch, keys, dim]` and weights `[dim]` to
/// `[batch, queries, keys]`. Bahdanau's scores, without a tensor of all sums; the way back computes them again.
public record AdditiveScores() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.rank("additiveScores", "queries", in[0], 3);
        Check.rank("additiveScores", "keys", in[1], 3);
        if (in[0].size(0) != in[1].size(0) || in[0].last() != in[1].last() || !in[2].equals(Shape.of(in[0].last()))) {
            throw new RondoException("additiveScores: queries %s, keys %s and weights %s do not fit together".formatted(
                    in[0], in[1], in[2]));
        }
        return Shape.of(in[0].size(0), in[0].size(1), in[1].size(1));
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        int queries = in[0].shape().size(1);
        int keys = in[1].shape().size(1);
        int dim = in[0].shape().last();
        Share.run(machine, in[0].shape().size(0), 16L * y.length * dim, b -> {
            var th = new float[keys * dim];
            for (int t = 0; t < queries; t++) {
                tanh(in, b, t, machine, th);
                machine.kernels().gemm(false, false, keys, 1, dim, th, 0, dim, in[2].data(), 0, 1, y,
                        (b * queries + t) * keys, 1);
            }
        });
    }

    /// `tanh(q_t + k_s)` for all keys of an example.
    private static void tanh(Tensor[] in, int b, int t, Machine machine, float[] th) {
        int dim = in[0].shape().last();
        int q = (b * in[0].shape().size(1) + t) * dim;
        int k = b * th.length;
        for (int s = 0; s < th.length; s += dim) {
            for (int d = 0; d < dim; d++) th[s + d] = in[0].data()[q + d] + in[1].data()[k + s + d];
        }
        machine.kernels().tanh(th, th, 0, th.length);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        int batch = in[0].shape().size(0);
        int queries = in[0].shape().size(1);
        int keys = in[1].shape().size(1);
        int dim = in[0].shape().last();
        var w = in[2].data();
        // an example's share of dw, and gradients that nobody wants, go to arrays of their own
        var dq = g.wants(in[0]) ? g.of(in[0]) : new float[in[0].data().length];
        var dk = g.wants(in[1]) ? g.of(in[1]) : new float[in[1].data().length];
        var dw = new float[batch][dim];
        Share.run(g.machine(), batch, 32L * dy.length * dim, b -> {
            var th = new float[keys * dim];
            for (int t = 0; t < queries; t++) {
                tanh(in, b, t, g.machine(), th);
                int q = (b * queries + t) * dim;
                for (int s = 0; s < keys; s++) {
                    float slope = dy[(b * queries + t) * keys + s];
                    int k = (b * keys + s) * dim;
                    for (int d = 0; d < dim; d++) {
                        float y1 = th[s * dim + d];
                        float dx = slope * w[d] * (1 - y1 * y1);
                        dw[b][d] += slope * y1;
                        dq[q + d] += dx;
                        dk[k + d] += dx;
                    }
                }
            }
        });
        if (!g.wants(in[2])) return;
        for (var part : dw) g.machine().kernels().axpy(1, part, g.of(in[2]), 0, dim);
    }
}

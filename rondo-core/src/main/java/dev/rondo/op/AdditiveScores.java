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

    /// Queries of a piece of work.
    private static final int QUERIES = 16;

    /// Features of a piece of the way back, whose pieces cannot share queries: all of them add to the keys.
    private static final int FEATURES = 64;

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        int queries = in[0].shape().size(1);
        int keys = in[1].shape().size(1);
        int dim = in[0].shape().last();
        int parts = (queries + QUERIES - 1) / QUERIES;
        Share.run(machine, in[0].shape().size(0) * parts, 16L * y.length * dim, piece -> {
            int b = piece / parts;
            int from = piece % parts * QUERIES;
            for (int t = from; t < Math.min(queries, from + QUERIES); t++) {
                machine.kernels().tanhDots(in[0].data(), (b * queries + t) * dim, in[1].data(), b * keys * dim, keys,
                        dim, in[2].data(), y, (b * queries + t) * keys);
            }
        });
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        int batch = in[0].shape().size(0);
        int queries = in[0].shape().size(1);
        int keys = in[1].shape().size(1);
        int dim = in[0].shape().last();
        int parts = (dim + FEATURES - 1) / FEATURES;
        // an example's share of dw, and gradients that nobody wants, go to arrays of their own
        var dq = g.wants(in[0]) ? g.of(in[0]) : new float[in[0].data().length];
        var dk = g.wants(in[1]) ? g.of(in[1]) : new float[in[1].data().length];
        var dw = new float[batch][dim];
        Share.run(g.machine(), batch * parts, 32L * dy.length * dim, piece -> {
            int b = piece / parts;
            int from = piece % parts * FEATURES;
            for (int t = 0; t < queries; t++) {
                g.machine().kernels().tanhDotsBack(in[0].data(), (b * queries + t) * dim, in[1].data(), b * keys * dim,
                        keys, dim, in[2].data(), dy, (b * queries + t) * keys, dq, dk, dw[b], from,
                        Math.min(dim, from + FEATURES));
            }
        });
        if (!g.wants(in[2])) return;
        for (var part : dw) g.machine().kernels().axpy(1, part, g.of(in[2]), 0, dim);
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The products of all queries with all keys, head by head: queries `[batch, queries, heads · depth]` and keys
/// `[batch, keys, keyHeads · depth]` to `[batch, heads, queries, keys]`. What an attention's scores are made of.
public record HeadScores(int heads, int keyHeads) implements Operation {
    public HeadScores {
        Heads.share("headScores", heads, keyHeads);
    }

    @Override
    public Shape shape(Shape... in) {
        int depth = Heads.depth("headScores", "queries", in[0], heads);
        if (Heads.depth("headScores", "keys", in[1], keyHeads) != depth || in[0].size(0) != in[1].size(0)) {
            throw new RondoException("headScores: queries %s of %d heads and keys %s of %d do not fit together"
                    .formatted(in[0], heads, in[1], keyHeads));
        }
        return Shape.of(in[0].size(0), heads, in[0].size(1), in[1].size(1));
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var l = layout(in);
        l.each(machine, (b, h, k) -> machine.kernels().gemm(false, true, l.queries(), l.keys(), l.depth(),
                in[0].data(), l.queryAt(b, h), l.queryRow(), in[1].data(), l.keyAt(b, k), l.keyRow(), y,
                l.scoresAt(b, h), l.keys()));
    }

    /// `dq = dy · k`, `dk = dyᵀ · q`
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var l = layout(in);
        var kernels = g.machine().kernels();
        if (g.wants(in[0])) {
            var dq = g.of(in[0]);
            l.each(g.machine(), (b, h, k) -> kernels.gemm(false, false, l.queries(), l.depth(), l.keys(), dy,
                    l.scoresAt(b, h), l.keys(), in[1].data(), l.keyAt(b, k), l.keyRow(), dq, l.queryAt(b, h),
                    l.queryRow()));
        }
        if (g.wants(in[1])) {
            var dk = g.of(in[1]);
            l.each(g.machine(), (b, h, k) -> kernels.gemm(true, false, l.keys(), l.depth(), l.queries(), dy,
                    l.scoresAt(b, h), l.keys(), in[0].data(), l.queryAt(b, h), l.queryRow(), dk, l.keyAt(b, k),
                    l.keyRow()));
        }
    }

    private Heads layout(Tensor[] in) {
        Shape q = in[0].shape();
        return new Heads(q.size(0), q.size(1), in[1].shape().size(1), heads, keyHeads, q.last() / heads);
    }
}

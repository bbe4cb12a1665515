package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Values mixed by shares, head by head: shares `[batch, heads, queries, keys]` and values
/// `[batch, keys, keyHeads · depth]` to `[batch, queries, heads · depth]`. What an attention puts out.
public record HeadMix(int heads, int keyHeads) implements Operation {
    public HeadMix {
        Heads.share("headMix", heads, keyHeads);
    }

    @Override
    public Shape shape(Shape... in) {
        Check.rank("headMix", "shares", in[0], 4);
        int depth = Heads.depth("headMix", "values", in[1], keyHeads);
        if (in[0].size(0) != in[1].size(0) || in[0].size(1) != heads || in[0].size(3) != in[1].size(1)) {
            throw new RondoException("headMix: shares %s and values %s do not fit together for %d heads".formatted(
                    in[0], in[1], heads));
        }
        return Shape.of(in[0].size(0), in[0].size(2), heads * depth);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var l = layout(in);
        l.each(machine, (b, h, k) -> machine.kernels().gemm(false, false, l.queries(), l.depth(), l.keys(),
                in[0].data(), l.scoresAt(b, h), l.keys(), in[1].data(), l.keyAt(b, k), l.keyRow(), y, l.queryAt(b, h),
                l.queryRow()));
    }

    /// `dp = dy · vᵀ`, `dv = pᵀ · dy`
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var l = layout(in);
        var kernels = g.machine().kernels();
        if (g.wants(in[0])) {
            var dp = g.of(in[0]);
            l.each(g.machine(), (b, h, k) -> kernels.gemm(false, true, l.queries(), l.keys(), l.depth(), dy,
                    l.queryAt(b, h), l.queryRow(), in[1].data(), l.keyAt(b, k), l.keyRow(), dp, l.scoresAt(b, h),
                    l.keys()));
        }
        if (g.wants(in[1])) {
            var dv = g.of(in[1]);
            l.each(g.machine(), (b, h, k) -> kernels.gemm(true, false, l.keys(), l.depth(), l.queries(),
                    in[0].data(), l.scoresAt(b, h), l.keys(), dy, l.queryAt(b, h), l.queryRow(), dv, l.keyAt(b, k),
                    l.keyRow()));
        }
    }

    private Heads layout(Tensor[] in) {
        Shape p = in[0].shape();
        return new Heads(p.size(0), p.size(2), p.size(3), heads, keyHeads, in[1].shape().last() / keyHeads);
    }
}

package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Inverted dropout (Srivastava et al. 2014): each number is zeroed with probability `rate`, the rest is divided by
/// `1 − rate`. Which ones is decided by `key` and the number's place alone, so the way back decides the same.
public record Drop(float rate, Key key) implements Operation {
    /// Numbers that one thread decides at a time.
    private static final int PIECE = 1 << 14;

    @Override
    public Shape shape(Shape... in) {
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        float scale = 1 / (1 - rate);
        each(machine, y.length, (from, to) -> {
            for (int i = from; i < to; i++) y[i] = key.uniform(i) < rate ? 0 : x[i] * scale;
        });
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        float scale = 1 / (1 - rate);
        var dx = g.of(in[0]);
        each(g.machine(), dy.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (key.uniform(i) >= rate) dx[i] += dy[i] * scale;
            }
        });
    }

    private interface Range {
        void of(int from, int to);
    }

    private static void each(Machine machine, int n, Range body) {
        Share.run(machine, (int) ((n + PIECE - 1L) / PIECE), 8L * n,
                piece -> body.of(piece * PIECE, (int) Math.min(n, (piece + 1L) * PIECE)));
    }
}

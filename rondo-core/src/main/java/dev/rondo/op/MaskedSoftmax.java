package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;

/// Softmax over the last axis of scores `[batch, heads, queries, keys]`, where `allowed`, row-major
/// `[batch, queries, keys]` or `[batch, heads, queries, keys]`, says which keys a query may see. Empty: all.
///
/// Masked scores get −10⁹, and with that a share of 0 exactly, unless a query may see no key at all: `style` says what then.
public record MaskedSoftmax(boolean[] allowed, Style style) implements Operation {
    private static final float FAR = 1e9f;

    /// What a query that may see nothing gets. Keras has all three.
    public enum Style {
        /// 10⁹ is taken off its scores, and the shares are what rounding leaves of them
        /// (`keras/src/layers/attention/attention.py`).
        SUBTRACT,
        /// Every key has the same share, whatever its score (`keras.ops.dot_product_attention`).
        EVEN,
        /// Every share is 0 (`keras.layers.Softmax`).
        ZERO
    }

    @Override
    public Shape shape(Shape... in) {
        Check.rank("maskedSoftmax", "scores", in[0], 4);
        if (allowed.length > 0 && allowed.length != in[0].without(1).count() && allowed.length != in[0].count()) {
            throw new RondoException("maskedSoftmax: scores %s take %d or %d choices, but %d came".formatted(in[0],
                    in[0].without(1).count(), in[0].count(), allowed.length));
        }
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var s = in[0].shape();
        each(machine, s, (at, mask) -> {
            block(s, in[0].data(), y, at, mask);
            int row = at / s.last();
            machine.kernels().softmax(y, y, s.last(), row, row + s.size(2));
            if (style == Style.ZERO && mask >= 0) {
                for (int i = 0; i < s.size(2) * s.last(); i++) if (!allowed[mask + i]) y[at + i] = 0;
            }
        });
    }

    /// The scores of one head of one example, those that are masked far away.
    private void block(Shape s, float[] x, float[] y, int at, int mask) {
        int n = s.size(2) * s.last();
        if (mask < 0) {
            System.arraycopy(x, at, y, at, n);
        } else if (style == Style.SUBTRACT) {
            for (int i = 0; i < n; i++) y[at + i] = allowed[mask + i] ? x[at + i] : x[at + i] - FAR;
        } else {
            for (int i = 0; i < n; i++) y[at + i] = allowed[mask + i] ? x[at + i] : -FAR;
        }
    }

    /// `dx = y · (dy − Σ dy·y)`; a share of 0 hands nothing on, and even shares do not depend on the scores.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var s = y.shape();
        var dx = g.of(in[0]);
        each(g.machine(), s, (at, mask) -> {
            int columns = s.last();
            int from = at / columns;
            for (int row = from; row < from + s.size(2); row++) {
                if (style == Style.EVEN && mask >= 0 && nothing(mask + (row - from) * columns, columns)) continue;
                g.machine().kernels().softmaxBack(y.data(), dy, dx, columns, row, row + 1);
            }
        });
    }

    private boolean nothing(int at, int columns) {
        for (int i = at; i < at + columns; i++) if (allowed[i]) return false;
        return true;
    }

    private interface Body {
        /// The scores from `at`, whose choices begin at `mask`; negative if there are none.
        void at(int at, int mask);
    }

    private void each(Machine machine, Shape s, Body body) {
        int heads = s.size(1);
        int n = s.size(2) * s.last();
        if (n == 0) return;
        int sharing = allowed.length == s.count() ? 1 : heads;
        Share.run(machine, s.size(0) * heads, 8L * s.count(),
                piece -> body.at(piece * n, allowed.length == 0 ? -1 : piece / sharing * n));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof MaskedSoftmax m && style == m.style && Arrays.equals(allowed, m.allowed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(allowed) * 31 + style.hashCode();
    }

    @Override
    public String toString() {
        return "MaskedSoftmax[%d choices, %s]".formatted(allowed.length, style);
    }
}

package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// A weighted sum over all places: `y[b, :] = Σ_p w[b, p] · x[b, p, :]`, x `[batch, places…, channels]` and w
/// `[batch, places]` to `[batch, channels]`. A mean over the real steps of a sequence is one. What has weight 0 is not looked
/// at, so NaN in padding does not spread.
public record WeighPlaces() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("weighPlaces", "x", in[0], 3);
        var expected = Shape.of(in[0].size(0), MaxPlaces.places(in[0]));
        if (!in[1].equals(expected)) {
            throw new RondoException("weighPlaces: x %s takes weights %s, but they are %s".formatted(in[0], expected,
                    in[1]));
        }
        return Shape.of(in[0].size(0), in[0].last());
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        var w = in[1].data();
        int c = in[0].shape().last();
        int places = in[1].shape().last();
        for (int row = 0; row < w.length; row++) {
            if (w[row] == 0) continue;
            for (int j = 0, at = row / places * c; j < c; j++) y[at + j] += w[row] * x[row * c + j];
        }
    }

    /// `dx[b, p, :] = w[b, p] · dy[b, :]`, `dw[b, p] = x[b, p, :] · dy[b, :]`
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var x = in[0].data();
        var w = in[1].data();
        int c = in[0].shape().last();
        int places = in[1].shape().last();
        if (g.wants(in[0])) {
            var dx = g.of(in[0]);
            for (int row = 0; row < w.length; row++) {
                if (w[row] == 0) continue;
                for (int j = 0, at = row / places * c; j < c; j++) dx[row * c + j] += w[row] * dy[at + j];
            }
        }
        if (!g.wants(in[1])) return;
        var dw = g.of(in[1]);
        for (int row = 0; row < w.length; row++) {
            for (int j = 0, at = row / places * c; j < c; j++) dw[row] += x[row * c + j] * dy[at + j];
        }
    }
}

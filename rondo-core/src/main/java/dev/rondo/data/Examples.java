package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// Examples in arrays: x `[examples, …]` and y `[examples, …]`, with a mask `[examples, time]` and weights `[examples]`
/// or `[examples, time]` if there are any. Keras: arrays given to `fit(x, y, sample_weight)`; PyTorch: `TensorDataset`.
public record Examples(Tensor x, Tensor y, Mask mask, Optional<Tensor> weights) implements Dataset {
    public Examples {
        int n = examples("x", x);
        if (examples("y", y) != n) {
            throw new RondoException(
                    "data: x %s and y %s do not have as many examples".formatted(x.shape(), y.shape()));
        }
        if (mask.present() && x.shape().rank() > 1) mask.fits("data", n, x.shape().size(1));
        if (weights.isPresent() && examples("weights", weights.get()) != n) {
            throw new RondoException(
                    "data: weights %s, but x %s; a weight for each example is expected, [%d], or for each step"
                            .formatted(weights.get().shape(), x.shape(), n));
        }
    }

    public static Examples of(Tensor x, Tensor y) {
        return new Examples(x, y, Mask.none(), Optional.empty());
    }

    public Examples mask(Mask steps) {
        return new Examples(x, y, steps, weights);
    }

    /// Keras's `sample_weight`.
    public Examples weights(Tensor each) {
        return new Examples(x, y, mask, Optional.of(each));
    }

    @Override
    public int size() {
        return x.shape().size(0);
    }

    @Override
    public Batch batch(int[] rows) {
        return new Batch(gather(x, rows), gather(mask, rows), gather(y, rows), weights.map(w -> gather(w, rows)));
    }

    static Tensor gather(Tensor from, int[] rows) {
        int width = from.data().length / Math.max(1, from.shape().size(0));
        var out = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) System.arraycopy(from.data(), rows[i] * width, out, i * width, width);
        return Tensor.of(from.shape().with(0, rows.length), out);
    }

    static Mask gather(Mask mask, int[] rows) {
        if (!mask.present()) return mask;
        var all = mask.rows();
        var some = new boolean[rows.length][];
        for (int i = 0; i < rows.length; i++) some[i] = all[rows[i]];
        return Mask.of(some);
    }

    private static int examples(String what, Tensor t) {
        if (t.shape().rank() == 0) throw new RondoException("data: %s is one number, not examples".formatted(what));
        return t.shape().size(0);
    }
}

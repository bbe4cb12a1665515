package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `−ln p_t`, for targets that are class numbers: `[batch]` or `[batch, 1]` for predictions `[batch, classes]`, and
/// `[batch, time]` or `[batch, time, 1]` for `[batch, time, classes]`. The same numbers as [CategoricalCrossentropy] of
/// the one-hot targets (`keras/src/backend/jax/nn.py`).
///
/// Throws where Keras computes on: a label that is no class is an error that names its place, also under a mask.
public record SparseCategoricalCrossentropy(boolean fromLogits) implements RowLoss {
    public SparseCategoricalCrossentropy() { this(false); }

    /// For predictions without a softmax.
    public SparseCategoricalCrossentropy withLogits() { return new SparseCategoricalCrossentropy(true); }

    @Override
    public String name() { return "sparse_categorical_crossentropy"; }

    @Override
    public void fit(Shape target, Shape prediction) {
        if (!target.equals(prediction.without(-1)) && !target.equals(prediction.with(-1, 1))) {
            throw new RondoException(
                    ("%s: the target has shape %s, but the prediction has %s; give class numbers of shape %s, or use "
                            + "categoricalCrossentropy for one-hot targets")
                            .formatted(name(), target, prediction, prediction.without(-1)));
        }
    }

    @Override
    public void check(Tensor target, Shape prediction) {
        int classes = prediction.last();
        for (int i = 0; i < target.data().length; i++) {
            float label = target.data()[i];
            if (label >= 0 && label < classes && label == (int) label) continue;
            String shown = label == (int) label ? String.valueOf((int) label) : String.valueOf(label);
            throw new RondoException(
                    "%s: row %s has label %s, but the labels of %d classes are the whole numbers 0 to %d"
                            .formatted(name(), place(i, prediction), shown, classes, classes - 1));
        }
    }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        float own = p[pAt + (int) t[tAt]];
        if (fromLogits) return Probability.logSumExp(p, pAt, n, kernels) - own;
        return -Math.log(Probability.clip(own / Probability.sum(p, pAt, n)));
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        int label = pAt + (int) t[tAt];
        if (fromLogits) {
            Probability.addSoftmax(dy, p, pAt, n, dp, kernels);
            dp[label] -= (float) dy;
            return;
        }
        // −ln(p_t / Σp): 1/Σp for every class, and −1/p_t more for the right one
        float sum = Probability.sum(p, pAt, n);
        if (Probability.clipped(p[label] / sum)) return;
        float each = (float) (dy / sum);
        for (int j = 0; j < n; j++) dp[pAt + j] += each;
        dp[label] -= (float) (dy / p[label]);
    }

    /// The place of row i in a batch, `3`, or in a batch of sequences, `[3, 7]`.
    private static String place(int i, Shape prediction) {
        if (prediction.rank() != 3) return String.valueOf(i);
        int time = prediction.size(1);
        return "[%d, %d]".formatted(i / time, i % time);
    }
}

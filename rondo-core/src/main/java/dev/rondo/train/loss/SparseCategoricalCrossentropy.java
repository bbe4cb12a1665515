package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.OptionalInt;

/// `−ln p_t`, for targets that are class numbers: `[batch]` or `[batch, 1]` for predictions `[batch, classes]`, and
/// `[batch, time]` or `[batch, time, 1]` for `[batch, time, classes]`. The same numbers as [CategoricalCrossentropy] of
/// the one-hot targets (`keras/src/backend/jax/nn.py`).
///
/// Throws where Keras computes on: a label that is no class is an error that names its place, also under a mask, unless it
/// is the class to ignore.
public record SparseCategoricalCrossentropy(boolean fromLogits, OptionalInt ignoreClass, int axis) implements RowLoss {
    public SparseCategoricalCrossentropy() { this(false, OptionalInt.empty(), -1); }

    /// For predictions without a softmax.
    public SparseCategoricalCrossentropy withLogits() {
        return new SparseCategoricalCrossentropy(true, ignoreClass, axis);
    }

    /// Targets of this number, such as −1 or 255 for places without a label, cost nothing and leave the divisor, as if a
    /// mask had taken them out. PyTorch's `ignore_index`.
    public SparseCategoricalCrossentropy ignoreClass(int number) {
        return new SparseCategoricalCrossentropy(fromLogits, OptionalInt.of(number), axis);
    }

    /// The axis of the classes, which goes away; the last by default, 1 where channels come first: targets `[batch, steps]`
    /// for predictions `[batch, classes, steps]`.
    public SparseCategoricalCrossentropy axis(int a) {
        return new SparseCategoricalCrossentropy(fromLogits, ignoreClass, a);
    }

    @Override
    public String name() { return "sparse_categorical_crossentropy"; }

    @Override
    public void fit(Shape target, Shape prediction) { Targets.oneEach(name(), target, prediction, axis); }

    @Override
    public void check(Tensor target, Shape prediction) {
        for (int i = 0; i < target.data().length; i++) {
            if (!ignores(target.data()[i])) Targets.classNumber(name(), target, i, prediction, axis);
        }
    }

    @Override
    public Signal perSample(Tensor target, Signal prediction) {
        var losses = RowLoss.super.perSample(target, prediction);
        return ignoreClass.isEmpty() ? losses : Counted.where(name(), losses, i -> !ignores(target.data()[i]));
    }

    @Override
    public double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels) {
        if (ignores(t[tAt])) return 0;
        float own = p[pAt + (int) t[tAt]];
        if (fromLogits) return Probability.logSumExp(p, pAt, n, kernels) - own;
        return -Math.log(Probability.clip(own / Probability.sum(p, pAt, n)));
    }

    @Override
    public void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels) {
        if (ignores(t[tAt])) return;
        int label = pAt + (int) t[tAt];
        if (fromLogits) {
            kernels.addSoftmax(dy, p, dp, pAt, pAt + n);
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

    private boolean ignores(float label) { return ignoreClass.isPresent() && label == ignoreClass.getAsInt(); }
}

package dev.rondo.train.loss;

import dev.rondo.kernel.Kernels;
import dev.rondo.tensor.Tensor;

/// What the crossentropies share: Keras's limits for a probability, and softmax of one row of logits.
final class Probability {
    /// Keras's `epsilon()`, in float32 as Keras clips: the largest crossentropy is −ln 1e-7 = 16.118.
    static final float LEAST = 1e-7f;
    static final float MOST = 1 - 1e-7f;

    private Probability() {}

    static float clip(float p) { return Math.clamp(p, LEAST, MOST); }

    /// Outside of the limits the clipped value does not move, so no gradient flows.
    static boolean clipped(float p) { return p < LEAST || p > MOST; }

    static float sum(float[] p, int at, int n) {
        double sum = 0;
        for (int j = at; j < at + n; j++) sum += p[j];
        return (float) sum;
    }

    /// `ln Σ e^x` over a row, safe from overflow.
    static double logSumExp(float[] x, int at, int n, Kernels kernels) {
        float max = kernels.max(x, at, at + n);
        return max + Math.log(kernels.sumExp(max, x, at, at + n));
    }

    /// `ln(e^a + e^b)`.
    static double logAdd(double a, double b) {
        if (a == Double.NEGATIVE_INFINITY) return b;
        if (b == Double.NEGATIVE_INFINITY) return a;
        return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    /// Targets of several classes with label smoothing, `t (1 − s) + s / classes`, where what divides is the size of the
    /// last axis, whichever axis the classes lie along (`keras/src/losses/losses.py`).
    static float[] smooth(Tensor target, double smoothing) {
        if (smoothing == 0) return target.data();
        var smooth = new float[target.data().length];
        double each = smoothing / target.shape().last();
        for (int i = 0; i < smooth.length; i++) smooth[i] = (float) (target.data()[i] * (1 - smoothing) + each);
        return smooth;
    }
}

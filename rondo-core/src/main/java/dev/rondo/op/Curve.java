package dev.rondo.op;

/// How much a place counts for a point between places, by its distance from it: what [Resample] goes by.
public enum Curve {
    /// The nearest place alone; of two as near, the later one.
    NEAREST(1),
    /// Straight lines: `1 − |x|`.
    LINEAR(1),
    /// Cubic convolution with a = −½ (Keys 1981, doi:10.1109/TASSP.1981.1163711).
    CUBIC(2),
    /// A sinc under the main wave of another that is 3 times as wide: `sinc(x) · sinc(x / 3)`.
    LANCZOS3(3),
    /// A sinc under the main wave of another that is 5 times as wide: `sinc(x) · sinc(x / 5)`.
    LANCZOS5(5);

    private final int reach;

    Curve(int reach) {
        this.reach = reach;
    }

    /// From this distance on places do not count.
    int reach() {
        return reach;
    }

    /// The weight of a place at a distance of 0 or more, as `_fill_keys_cubic_kernel` and its kin in JAX's
    /// `jax/_src/image/scale.py`.
    double at(double x) {
        if (x >= reach) return 0;
        return switch (this) {
            case NEAREST, LINEAR -> 1 - x;
            case CUBIC -> x < 1 ? ((1.5 * x - 2.5) * x) * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
            case LANCZOS3, LANCZOS5 -> x <= 1e-3 ? 1 : sinc(x) * sinc(x / reach);
        };
    }

    private static double sinc(double x) {
        return Math.sin(Math.PI * x) / (Math.PI * x);
    }
}

package dev.rondo.op;

/// `y = x where |x| > t, 0 elsewhere`. PyTorch: `Hardshrink`.
public record HardShrink(float threshold) implements Pointwise {
    /// Keras's default.
    public HardShrink() {
        this(0.5f);
    }

    @Override
    public double value(double x) {
        return Math.abs(x) > threshold ? x : 0;
    }

    @Override
    public double slope(double x, double y) {
        return Math.abs(x) > threshold ? 1 : 0;
    }
}

package dev.rondo.op;

/// `y = x − t where x > t, x + t where x < −t, 0 elsewhere`. PyTorch: `Softshrink`.
public record SoftShrink(float threshold) implements Pointwise {
    /// Keras's default.
    public SoftShrink() {
        this(0.5f);
    }

    @Override
    public double value(double x) {
        return x > threshold ? x - threshold : x < -threshold ? x + threshold : 0;
    }

    @Override
    public double slope(double x, double y) {
        return Math.abs(x) > threshold ? 1 : 0;
    }
}

package dev.rondo.op;

/// `y = x where x ≥ 0, a·x elsewhere` (Maas et al. 2013). PyTorch: `LeakyReLU`.
public record LeakyRelu(float negativeSlope) implements Pointwise {
    /// Keras's default.
    public LeakyRelu() {
        this(0.2f);
    }

    @Override
    public double value(double x) {
        return x >= 0 ? x : negativeSlope * x;
    }

    @Override
    public double slope(double x, double y) {
        return x >= 0 ? 1 : negativeSlope;
    }
}

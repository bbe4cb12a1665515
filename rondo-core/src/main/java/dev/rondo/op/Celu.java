package dev.rondo.op;

/// `y = x where x > 0, α (e^(x/α) − 1) elsewhere` (Barron 2017, arXiv:1704.07483); its slope has no kink. PyTorch:
/// `CELU`.
public record Celu(double alpha) implements Pointwise {
    /// Keras's default.
    public Celu() {
        this(1);
    }

    @Override
    public double value(double x) {
        return x > 0 ? x : alpha * Math.expm1(x / alpha);
    }

    @Override
    public double slope(double x, double y) {
        return x > 0 ? 1 : Math.exp(x / alpha);
    }
}

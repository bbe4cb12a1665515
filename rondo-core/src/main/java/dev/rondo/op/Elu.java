package dev.rondo.op;

/// `y = x where x > 0, α (e^x − 1) elsewhere` (Clevert et al. 2016, arXiv:1511.07289). PyTorch: `ELU`.
public record Elu(double alpha) implements Pointwise {
    /// Keras's default.
    public Elu() {
        this(1);
    }

    @Override
    public double value(double x) {
        return x > 0 ? x : alpha * Math.expm1(x);
    }

    @Override
    public double slope(double x, double y) {
        return x > 0 ? 1 : y + alpha;
    }
}

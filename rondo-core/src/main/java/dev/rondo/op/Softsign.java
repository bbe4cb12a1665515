package dev.rondo.op;

/// `y = x / (1 + |x|)`. PyTorch: `Softsign`.
public record Softsign() implements Pointwise {
    @Override
    public double value(double x) {
        return x / (1 + Math.abs(x));
    }

    @Override
    public double slope(double x, double y) {
        return 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
    }
}

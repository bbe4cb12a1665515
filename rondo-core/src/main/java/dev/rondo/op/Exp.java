package dev.rondo.op;

/// `y = e^x`. PyTorch: `exp`.
public record Exp() implements Pointwise {
    @Override
    public double value(double x) {
        return Math.exp(x);
    }

    @Override
    public double slope(double x, double y) {
        return y;
    }
}

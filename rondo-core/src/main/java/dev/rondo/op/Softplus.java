package dev.rondo.op;

/// `y = ln(1 + e^x)`. PyTorch: `Softplus`.
public record Softplus() implements Pointwise {
    @Override
    public double value(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    @Override
    public double slope(double x, double y) {
        return 1 / (1 + Math.exp(-x));
    }
}

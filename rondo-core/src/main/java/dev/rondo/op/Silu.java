package dev.rondo.op;

/// `y = x · sigmoid(x)` (Ramachandran et al. 2017, arXiv:1710.05941). PyTorch: `SiLU`.
public record Silu() implements Pointwise {
    @Override
    public double value(double x) {
        return x / (1 + Math.exp(-x));
    }

    @Override
    public double slope(double x, double y) {
        double s = 1 / (1 + Math.exp(-x));
        return s * (1 + x * (1 - s));
    }
}

package dev.rondo.op;

/// `y = x · sigmoid(x)` (Ramachandran et al. 2017, arXiv:1710.05941).
public record Silu() implements Pointwise {
    @Override
    public double value(double x) {
        return x / (1 + Math.exp(-x));
    }

    @Override
    public double slope(double x, double y) {
        return (1 + Math.exp(-x) + x * Math.exp(-x)) / ((1 + Math.exp(-x)) * (1 + Math.exp(-x)));
    }
}

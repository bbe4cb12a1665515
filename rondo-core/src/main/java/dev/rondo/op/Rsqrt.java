package dev.rondo.op;

/// `y = 1 / √x`: what a normalisation multiplies by.
public record Rsqrt() implements Pointwise {
    @Override
    public double value(double x) {
        return 1 / Math.sqrt(x);
    }

    @Override
    public double slope(double x, double y) {
        return -0.5 * y / x;
    }
}

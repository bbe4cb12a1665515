package dev.rondo.op;

/// `y = |x|`; its slope at 0 is 0.
public record Abs() implements Pointwise {
    @Override
    public double value(double x) {
        return Math.abs(x);
    }

    @Override
    public double slope(double x, double y) {
        return Math.signum(x);
    }
}

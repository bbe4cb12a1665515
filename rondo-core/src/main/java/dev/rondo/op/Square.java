package dev.rondo.op;

/// `y = x²`.
public record Square() implements Pointwise {
    @Override
    public double value(double x) {
        return x * x;
    }

    @Override
    public double slope(double x, double y) {
        return 2 * x;
    }
}

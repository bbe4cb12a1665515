package dev.rondo.op;

/// `y = ln x`.
public record Log() implements Pointwise {
    @Override
    public double value(double x) {
        return Math.log(x);
    }

    @Override
    public double slope(double x, double y) {
        return 1 / x;
    }
}

package dev.rondo.op;

/// `y = x^p` for x of 0 or more. Where x is 0 and the slope would be infinite, for p below 1, it is 0.
public record Power(double p) implements Pointwise {
    @Override
    public double value(double x) { return Math.pow(x, p); }

    @Override
    public double slope(double x, double y) { return x == 0 && p < 1 ? 0 : p * Math.pow(x, p - 1); }
}

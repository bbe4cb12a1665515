package dev.rondo.op;

/// `y = x where x > 0, e^x − 1 elsewhere` (Clevert et al. 2016, arXiv:1511.07289), α = 1.
public record Elu() implements Pointwise {
    @Override
    public double value(double x) {
        return x > 0 ? x : Math.expm1(x);
    }

    @Override
    public double slope(double x, double y) {
        return x > 0 ? 1 : y + 1;
    }
}

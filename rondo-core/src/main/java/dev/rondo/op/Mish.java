package dev.rondo.op;

/// `y = x · tanh(ln(1 + e^x))` (Misra 2019, arXiv:1908.08681). PyTorch: `Mish`.
public record Mish() implements Pointwise {
    @Override
    public double value(double x) {
        return x * gate(x);
    }

    @Override
    public double slope(double x, double y) {
        double t = gate(x);
        return t + x * (1 - t * t) / (1 + Math.exp(-x));
    }

    private static double gate(double x) {
        return Math.tanh(x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
    }
}

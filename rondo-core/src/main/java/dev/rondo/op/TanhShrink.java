package dev.rondo.op;

/// `y = x − tanh x`. PyTorch: `Tanhshrink`.
public record TanhShrink() implements Pointwise {
    @Override
    public double value(double x) {
        return x - Math.tanh(x);
    }

    @Override
    public double slope(double x, double y) {
        double t = Math.tanh(x);
        return t * t;
    }
}

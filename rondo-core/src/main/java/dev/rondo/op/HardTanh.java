package dev.rondo.op;

/// `y = x` between −1 and 1, these beyond. PyTorch: `Hardtanh`.
public record HardTanh() implements Pointwise {
    @Override
    public double value(double x) {
        return Math.clamp(x, -1, 1);
    }

    @Override
    public double slope(double x, double y) {
        return Math.abs(x) <= 1 ? 1 : 0;
    }
}

package dev.rondo.op;

/// `y = 0 where x ≤ −1, (x + 1)² / 4 up to 1, x beyond`: a softplus that is 0 at last. PyTorch: none.
public record SparsePlus() implements Pointwise {
    @Override
    public double value(double x) {
        return x <= -1 ? 0 : x >= 1 ? x : (x + 1) * (x + 1) / 4;
    }

    @Override
    public double slope(double x, double y) {
        return x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) / 2;
    }
}

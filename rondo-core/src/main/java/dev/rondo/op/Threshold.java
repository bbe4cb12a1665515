package dev.rondo.op;

/// `y = x where x > t, a given value elsewhere`. Keras's `threshold`; PyTorch: `Threshold`.
public record Threshold(float threshold, float otherwise) implements Pointwise {
    @Override
    public double value(double x) {
        return x > threshold ? x : otherwise;
    }

    @Override
    public double slope(double x, double y) {
        return x > threshold ? 1 : 0;
    }
}

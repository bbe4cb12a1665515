package dev.rondo.op;

/// `y = (x + √(x² + b)) / 2`, a softplus of square roots (Barron 2021, arXiv:2112.11687). PyTorch: none.
public record Squareplus(double b) implements Pointwise {
    /// Keras's default.
    public Squareplus() {
        this(4);
    }

    @Override
    public double value(double x) {
        double root = Math.sqrt(x * x + b);
        // the same fraction turned around: the difference of two like numbers would lose its digits
        return x > 0 ? (x + root) / 2 : b / (2 * (root - x));
    }

    @Override
    public double slope(double x, double y) {
        double root = Math.sqrt(x * x + b);
        return y / root;
    }
}

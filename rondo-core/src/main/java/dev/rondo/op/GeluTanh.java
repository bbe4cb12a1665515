package dev.rondo.op;

/// [Gelu] by a formula with tanh, `y = x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))`: Keras's `gelu(approximate=True)`, as
/// GPT-2 has it. PyTorch: `GELU(approximate="tanh")`.
public record GeluTanh() implements Pointwise {
    private static final double ROOT = Math.sqrt(2 / Math.PI);
    private static final double CUBED = 0.044715;

    @Override
    public double value(double x) {
        return 0.5 * x * (1 + Math.tanh(inner(x)));
    }

    @Override
    public double slope(double x, double y) {
        double t = Math.tanh(inner(x));
        return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * ROOT * (1 + 3 * CUBED * x * x);
    }

    private static double inner(double x) {
        return ROOT * (x + CUBED * x * x * x);
    }
}

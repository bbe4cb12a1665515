package dev.rondo.op;

/// `y = x · P(N ≤ x)`, N standard normal (Hendrycks & Gimpel 2016, arXiv:1606.08415). Keras's `gelu`, and PyTorch's `GELU`.
public record Gelu() implements Pointwise {
    @Override
    public double value(double x) {
        return x * below(x);
    }

    @Override
    public double slope(double x, double y) {
        // e^(−x²/2) is 0 before x² overflows
        return below(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double below(double x) {
        return 0.5 * Erf.complement(-x * Math.sqrt(0.5));
    }
}

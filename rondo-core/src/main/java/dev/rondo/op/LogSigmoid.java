package dev.rondo.op;

/// `y = ln(1 / (1 + e^−x))`, the logarithm of the logistic function. PyTorch: `LogSigmoid`.
public record LogSigmoid() implements Pointwise {
    @Override
    public double value(double x) {
        return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
    }

    @Override
    public double slope(double x, double y) {
        return 1 / (1 + Math.exp(x));
    }
}

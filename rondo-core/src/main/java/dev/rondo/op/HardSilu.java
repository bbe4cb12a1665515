package dev.rondo.op;

/// `y = x · hardSigmoid(x)`, also called hard swish (Howard et al. 2019, arXiv:1905.02244). PyTorch: `Hardswish`.
public record HardSilu() implements Pointwise {
    @Override
    public double value(double x) {
        return x * Math.clamp(x / 6 + 0.5, 0, 1);
    }

    @Override
    public double slope(double x, double y) {
        return x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5;
    }
}

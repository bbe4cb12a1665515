package dev.rondo.op;

/// `y = s·x where x > 0, s·α (e^x − 1) elsewhere`, with s and α such that means of 0 and variances of 1 stay so from
/// layer to layer (Klambauer et al. 2017, arXiv:1706.02515). Its slope at 0 is that of the left, as JAX has it.
/// PyTorch: `SELU`.
public record Selu() implements Pointwise {
    static final double ALPHA = 1.6732632423543772;
    static final double SCALE = 1.0507009873554805;

    @Override
    public double value(double x) {
        return x > 0 ? SCALE * x : SCALE * ALPHA * Math.expm1(x);
    }

    @Override
    public double slope(double x, double y) {
        return x > 0 ? SCALE : y + SCALE * ALPHA;
    }
}

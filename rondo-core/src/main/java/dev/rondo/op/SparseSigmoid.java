package dev.rondo.op;

/// `y = (x + 1) / 2` between −1 and 1, 0 and 1 beyond: the slope of [SparsePlus] (Blondel et al. 2019,
/// arXiv:1901.02324). At its two ends the slope is half of that between them, as JAX has it. PyTorch: none.
public record SparseSigmoid() implements Pointwise {
    @Override
    public double value(double x) {
        return Math.clamp((x + 1) / 2, 0, 1);
    }

    @Override
    public double slope(double x, double y) {
        return Math.abs(x) < 1 ? 0.5 : Math.abs(x) == 1 ? 0.25 : 0;
    }
}

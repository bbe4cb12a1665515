package dev.rondo.op;

/// A rectifier with settings: `x` above the threshold and up to the maximum, the maximum beyond it, and below the
/// threshold `negativeSlope · (x − threshold)`. Keras's `relu(x, negative_slope, max_value, threshold)`, with the
/// slopes at the ends that JAX gives it: half of what is to the left where the maximum is reached, nothing at 6, which
/// has a rule of its own. PyTorch: `ReLU`, `ReLU6`.
///
/// @param max infinite for none
public record BoundedRelu(float max, float negativeSlope, float threshold) implements Pointwise {
    /// `relu6`: `x` between 0 and 6.
    public BoundedRelu() {
        this(6, 0, 0);
    }

    @Override
    public double value(double x) {
        double kept = x > threshold ? Math.min(x, max) : 0;
        return x < threshold ? kept - negativeSlope * (threshold - x) : kept;
    }

    @Override
    public double slope(double x, double y) {
        double below = x < threshold ? negativeSlope : 0;
        if (x <= threshold || x > max) return below;
        return below + (x < max ? 1 : max == 6 && threshold == 0 ? 0 : 0.5);
    }
}

package dev.rondo.op;

/// `y = relu6(x + 3) / 6`, Keras 3's hard sigmoid (`keras/src/activations/activations.py`). PyTorch: `Hardsigmoid`.
public record HardSigmoid() implements Pointwise {
    @Override
    public double value(double x) {
        return Math.clamp(x / 6 + 0.5, 0, 1);
    }

    @Override
    public double slope(double x, double y) {
        return y > 0 && y < 1 ? 1.0 / 6 : 0;
    }
}

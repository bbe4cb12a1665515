package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// In training `x + stddev · n` with n from the standard normal distribution, `stddev` between 0 and 1. Keras:
/// `GaussianNoise` (`keras/src/layers/regularization/gaussian_noise.py`).
public record GaussianNoise(double stddev) implements Layer {
    public GaussianNoise {
        Legal.fraction("GaussianNoise", "stddev", stddev);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        if (!pass.training() || stddev == 0) return input;
        var key = pass.random("noise");
        var noise = new float[input.shape().count()];
        for (int i = 0; i < noise.length; i++) noise[i] = (float) (stddev * key.normal(i));
        return input.with(Ops.plus(pass.input(input.tensor()), Tensor.of(input.shape(), noise)));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Dropout of whole features: in training each feature of `[batch, time, features]` is zeroed at all steps with probability
/// `rate` and the rest is divided by `1 − rate` (Tompson et al. 2015, arXiv:1411.4280). Keras: `SpatialDropout1D`; PyTorch:
/// `Dropout1d`, on `[batch, features, time]`.
public record SpatialDropout1D(double rate) implements Layer {
    public SpatialDropout1D {
        Expect.rate("SpatialDropout1D", "rate", rate);
    }

    @Override
    public Shape output(Shape input) {
        Expect.rank("SpatialDropout1D", input, 3, "[batch, time, features]");
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var shape = output(input.shape());
        if (!pass.training() || rate == 0) return input;
        var key = pass.random("dropout");
        int features = shape.last();
        int example = shape.size(1) * features;
        float scale = (float) (1 / (1 - rate));
        var factor = new float[shape.count()];
        for (int i = 0; i < factor.length; i++) {
            long place = (long) (i / example) * features + i % features;
            factor[i] = key.uniform(place) < rate ? 0 : scale;
        }
        return input.with(Ops.times(pass.input(input.tensor()), Tensor.of(shape, factor)));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

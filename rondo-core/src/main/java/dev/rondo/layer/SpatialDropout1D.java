package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Dropout of whole features: in training each feature of `[batch, time, features]` is zeroed at all steps with probability
/// `rate` and the rest is divided by `1 − rate` (Tompson et al. 2015, arXiv:1411.4280). Keras: `SpatialDropout1D`; PyTorch:
/// `Dropout1d`, on `[batch, features, time]`.
public record SpatialDropout1D(double rate) implements Layer {
    public SpatialDropout1D {
        Legal.belowOne("SpatialDropout1D", "rate", rate);
    }

    @Override
    public Shape output(Shape input) {
        Expect.rank("SpatialDropout1D", input, 3, "[batch, time, features]");
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        if (!pass.training() || rate == 0) return input;
        return NoiseShape.dropped("SpatialDropout1D", input, List.of(Shape.ANY, 1, Shape.ANY), rate, pass);
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

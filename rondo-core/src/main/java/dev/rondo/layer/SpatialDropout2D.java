package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Dropout of whole channels: in training each channel of `[batch, rows, columns, channels]` is zeroed at all places with
/// probability `rate` and the rest is divided by `1 − rate` (Tompson et al. 2015, arXiv:1411.4280). Keras:
/// `SpatialDropout2D`; PyTorch: `Dropout2d`, on `[batch, channels, rows, columns]`.
public record SpatialDropout2D(double rate) implements Layer {
    public SpatialDropout2D {
        Legal.belowOne("SpatialDropout2D", "rate", rate);
    }

    @Override
    public Shape output(Shape input) {
        Expect.rank("SpatialDropout2D", input, 4, "[batch, rows, columns, channels]");
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        if (!pass.training() || rate == 0) return input;
        return NoiseShape.dropped("SpatialDropout2D", input, List.of(Shape.ANY, 1, 1, Shape.ANY), rate, pass);
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

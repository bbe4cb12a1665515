package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Inverted dropout (Srivastava et al. 2014): in training each number is zeroed with probability `rate` and the rest is
/// divided by `1 − rate`; otherwise nothing happens. Keras: `Dropout`.
///
/// @param sizes the noise shape, see [#noiseShape]; empty if each number is drawn for by itself
public record Dropout(double rate, List<Integer> sizes) implements Layer {
    public Dropout {
        Legal.belowOne("Dropout", "rate", rate);
        sizes = NoiseShape.checked("Dropout", sizes);
    }

    public Dropout(double rate) {
        this(rate, List.of());
    }

    @Override
    public Shape output(Shape input) {
        return NoiseShape.expect("Dropout", input, sizes);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        if (!pass.training() || rate == 0) return input;
        if (!sizes.isEmpty()) return NoiseShape.dropped("Dropout", input, sizes, rate, pass);
        return input.with(Ops.drop((float) rate, pass.random("dropout"), pass.input(input.tensor())));
    }

    /// Which numbers fall together, by the shape of what is drawn, with an axis for each of the input's, the batch among
    /// them: 1 where all places of an axis share a draw, [Shape#ANY] where each has its own.
    /// `noiseShape(Shape.ANY, 1, Shape.ANY)` drops a feature at all steps or at none. A size may be given as a number too,
    /// and is then asked for in training. Keras's `noise_shape`.
    public Dropout noiseShape(int... noiseShape) {
        return new Dropout(rate, Axes.list(noiseShape));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

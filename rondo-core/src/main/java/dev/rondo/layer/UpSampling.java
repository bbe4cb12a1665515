package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Each step several times, `[batch, time, features]` to `[batch, time · size, features]`, or pictures that many times as
/// large. Keras: `UpSampling1D`, `UpSampling2D` (`keras/src/layers/reshaping`); PyTorch: `Upsample`. Between the places of
/// pictures stands what the [Interpolation] says, as in Keras on JAX: TensorFlow rounds the places of its cubic curve to
/// 1/1024.
///
/// A mask ends here, as in Keras.
public record UpSampling(List<Integer> size, Interpolation interpolation) implements Layer {
    public UpSampling {
        String title = "UpSampling%dD".formatted(size.size());
        size = Places.positive(title, "size", size.size(), size);
        if (size.size() == 1 && interpolation != Interpolation.NEAREST) {
            throw new RondoException("UpSampling1D: it repeats steps; interpolation is for UpSampling2D alone");
        }
    }

    public UpSampling(List<Integer> size) {
        this(size, Interpolation.NEAREST);
    }

    @Override
    public Shape output(Shape input) {
        var out = Places.expect(title(), input, size.size());
        for (int i = 0; i < size.size(); i++) {
            int length = input.size(i + 1);
            out = out.with(i + 1, length == Shape.ANY ? Shape.ANY : length * size.get(i));
        }
        return out;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var y = pass.input(input.tensor());
        for (int i = 0; i < size.size(); i++) {
            int times = size.get(i);
            y = interpolation == Interpolation.NEAREST ? Ops.repeat(y, i + 1, times)
                    : Ops.resample(y, i + 1, times * y.shape().size(i + 1), interpolation.curve(), false);
        }
        return Signal.of(y);
    }

    @Override
    public String title() {
        return "UpSampling%dD".formatted(size.size());
    }

    /// How the places between are found, in two dimensions.
    public UpSampling interpolation(Interpolation how) {
        return new UpSampling(size, how);
    }
}

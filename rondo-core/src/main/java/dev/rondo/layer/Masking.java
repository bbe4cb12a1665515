package dev.rondo.layer;

import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Says which steps of `[batch, time, features]` are padding: those whose features all equal `maskValue`. Their output is
/// zero (Keras: `Masking`, `keras/src/layers/core/masking.py`).
public record Masking(float maskValue) implements Layer {
    @Override
    public Shape output(Shape input) {
        Expect.rank("Masking", input, 3, "[batch, time, features]");
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var x = pass.input(input.tensor());
        Expect.rank("Masking", x.shape(), 3, "[batch, time, features]");
        int features = x.shape().last();
        var real = new boolean[x.shape().rows()];
        var keep = new float[real.length];
        for (int i = 0; i < real.length; i++) {
            for (int j = 0; j < features && !real[i]; j++) real[i] = x.data()[i * features + j] != maskValue;
            keep[i] = real[i] ? 1 : 0;
        }
        int batch = x.shape().size(0);
        int time = x.shape().size(1);
        var kept = Ops.times(x, Tensor.of(Shape.of(batch, time, 1), keep));
        return Signal.of(kept, Mask.of(batch, time, real));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;

/// `y = x`, mask included: stands where a layer may be or not. Keras: `Identity`; PyTorch: `Identity`.
public record IdentityLayer() implements Layer {
    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return input;
    }

    @Override
    public String title() {
        return "Identity";
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

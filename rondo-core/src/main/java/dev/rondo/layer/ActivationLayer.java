package dev.rondo.layer;

import dev.rondo.nn.Activation;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;

/// An activation as a layer of its own. Keras: `Activation`.
public record ActivationLayer(Activation activation) implements Layer {
    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return input.with(activation.of(pass.input(input.tensor())));
    }

    @Override
    public String title() {
        return "Activation";
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}

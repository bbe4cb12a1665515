package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A layer under a name of the user's choice, in summaries and weight names: `y = f(x)` as before; Keras's `name=`.
/// From `keras/src/layers/layer.py`. PyTorch: a key of `nn.ModuleDict`.
public record Named(String name, Layer layer) implements Layer {
    public Named {
        Expect.name(name);
    }

    @Override
    public List<Weight> weights(Shape input) {
        try {
            return layer.weights(input);
        } catch (RondoException e) {
            throw AtLayer.of(name, layer, e);
        }
    }

    @Override
    public Shape output(Shape input) {
        try {
            return layer.output(input);
        } catch (RondoException e) {
            throw AtLayer.of(name, layer, e);
        }
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        try {
            return layer.call(input, pass);
        } catch (RondoException e) {
            throw AtLayer.of(name, layer, e);
        }
    }

    @Override
    public String title() {
        return layer.title();
    }

    @Override
    public String defaultName() {
        return name;
    }
}

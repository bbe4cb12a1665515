package dev.rondo.layer;

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
        return layer.weights(input);
    }

    @Override
    public Shape output(Shape input) {
        return layer.output(input);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return layer.call(input, pass);
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

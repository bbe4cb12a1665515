package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Layers one after the other as one layer: a `Sequential` inside of another model. Each layer's weights stand under
/// its name. `y = f₃(f₂(f₁(x)))`. Keras: `Sequential` (`keras/src/models/sequential.py`); PyTorch: `nn.Sequential`.
public record Chain(List<Named> layers) implements Layer {
    public Chain {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) throw new RondoException("sequential: at least one layer is expected");
        var names = new HashSet<String>();
        for (var layer : layers) {
            if (!names.add(layer.name())) {
                throw new RondoException("sequential: two layers have the same name: " + layer.name());
            }
        }
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).layer() instanceof Input) {
                throw new RondoException("sequential: Input stands first, but it is layer " + i);
            }
        }
    }

    /// The layers under Keras's names, `lstm`, then `lstm_1`, …, or those that they bring.
    public static Chain of(List<? extends Layer> layers) {
        var named = new ArrayList<Named>();
        var names = Names.of("sequential", layers);
        for (int i = 0; i < layers.size(); i++) {
            named.add(new Named(names.get(i), layers.get(i) instanceof Named inner ? inner.layer() : layers.get(i)));
        }
        return new Chain(named);
    }

    public List<String> names() {
        return layers.stream().map(Named::name).toList();
    }

    /// The shape after each layer.
    public List<Shape> shapes(Shape input) {
        var shapes = new ArrayList<Shape>();
        var shape = input;
        for (var layer : layers) {
            shape = layer.output(shape);
            shapes.add(shape);
        }
        return shapes;
    }

    @Override
    public List<Weight> weights(Shape input) {
        var weights = new ArrayList<Weight>();
        var shape = input;
        for (var layer : layers) {
            for (var w : layer.weights(shape)) weights.add(w.in(layer.name()));
            shape = layer.output(shape);
        }
        return weights;
    }

    @Override
    public Shape output(Shape input) {
        return shapes(input).getLast();
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var signal = input;
        for (var layer : layers) signal = layer.call(signal, pass.in(layer.name()));
        return signal;
    }

    @Override
    public String title() {
        return "Sequential";
    }
}

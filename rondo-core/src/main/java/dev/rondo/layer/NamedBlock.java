package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A block of several inputs or outputs under a name of the user's choice; for layers see [Named].
public record NamedBlock(String name, Block block) implements Block {
    public NamedBlock {
        Expect.name(name);
    }

    @Override
    public List<Weight> weights(List<Shape> inputs) {
        try {
            return block.weights(inputs);
        } catch (RondoException e) {
            throw AtLayer.of(name, block, e);
        }
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        try {
            return block.outputs(inputs);
        } catch (RondoException e) {
            throw AtLayer.of(name, block, e);
        }
    }

    @Override
    public List<Signal> call(List<Signal> inputs, Pass pass) {
        try {
            return block.call(inputs, pass);
        } catch (RondoException e) {
            throw AtLayer.of(name, block, e);
        }
    }

    @Override
    public String title() {
        return block.title();
    }

    @Override
    public String defaultName() {
        return name;
    }
}

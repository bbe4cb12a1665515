package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A block with one input and one output as a layer, such as a graph in a stack. Throws, as it is called, if the block has
/// more of either.
public record OneToOne(Block block) implements Layer {
    /// The block itself if it is a layer.
    public static Layer of(Block block) {
        return block instanceof Layer layer ? layer : new OneToOne(block);
    }

    @Override
    public List<Weight> weights(Shape input) {
        return block.weights(List.of(input));
    }

    @Override
    public Shape output(Shape input) {
        return block.outputs(List.of(input)).getFirst();
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return block.call(List.of(input), pass).getFirst();
    }

    @Override
    public String title() {
        return block.title();
    }

    @Override
    public String defaultName() {
        return block.defaultName();
    }

    @Override
    public Streaming streaming() {
        return block.streaming();
    }
}

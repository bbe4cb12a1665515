package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A block whose weights start from given numbers: a trained model of several inputs or outputs used as a part of another
/// one. For layers see [Warm].
public final class WarmBlock implements Block {
    private final Block block;
    private final Weights start;

    public WarmBlock(Block block, Weights start) {
        this.block = block;
        this.start = start.copy();
    }

    public Block block() {
        return block;
    }

    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return Warm.from(start, block.weights(inputs));
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return block.outputs(inputs);
    }

    @Override
    public List<Signal> call(List<Signal> inputs, Pass pass) {
        return block.call(inputs, pass);
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
    public String toString() {
        return "WarmBlock[" + block + "]";
    }
}

package dev.rondo.layer;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A block whose weights start from given numbers: a trained model used as a part of another one. A model file keeps the
/// block without them, as the weights have moved on.
public final class Warm implements Layer {
    private final Block block;
    private final Weights start;

    public Warm(Block block, Weights start) {
        this.block = block;
        this.start = start.copy();
    }

    public Block block() {
        return block;
    }

    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return block.weights(inputs).stream().map(w -> w.init(Init.values(start.get(w.name()).data()))
                .use(start.use(w.name()))).toList();
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
    public List<Weight> weights(Shape input) {
        return weights(List.of(input));
    }

    @Override
    public Shape output(Shape input) {
        return outputs(List.of(input)).getFirst();
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return call(List.of(input), pass).getFirst();
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
        return "Warm[" + block + "]";
    }
}

package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Numbers of categories, 0 to `numTokens` − 1, as vectors. MULTI_HOT and COUNT: `[batch, n]` to `[batch, numTokens]`, all
/// numbers of an example in one row. ONE_HOT: `[…, n]` to `[…, n, numTokens]`, and `[…, 1]` to `[…, numTokens]` (Keras:
/// `CategoryEncoding`, `keras/src/layers/preprocessing/category_encoding.py`; PyTorch: `one_hot`).
///
/// With COUNT it also takes weights of the shape of the numbers as a second input and sums them:
/// `categoryEncoding(4).outputMode(COUNT).on(List.of(ids, weights))`, Keras's `count_weights`. Gradients flow to the weights,
/// not to the numbers. A number outside of its range is an error.
public record CategoryEncoding(int numTokens, OutputMode mode) implements Layer {
    public CategoryEncoding {
        Legal.atLeast(1, "CategoryEncoding", "numTokens", numTokens);
        if (mode == OutputMode.INT)
            throw new RondoException("CategoryEncoding: output mode INT would change nothing; give ONE_HOT, MULTI_HOT "
                    + "or COUNT");
        new Categories("CategoryEncoding", mode, numTokens);
    }

    public CategoryEncoding(int numTokens) {
        this(numTokens, OutputMode.MULTI_HOT);
    }

    @Override
    public Shape output(Shape input) {
        return categories().shape(input);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        return categories().of(categories().below(input.tensor()), input, pass);
    }

    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return List.of();
    }

    /// Numbers alone, or numbers and their weights.
    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        if (inputs.size() != 2) return Layer.super.outputs(inputs);
        if (mode != OutputMode.COUNT)
            throw new RondoException(
                    "CategoryEncoding: weights are counted in output mode COUNT only, but it is " + mode);
        if (!inputs.get(0).takes(inputs.get(1)))
            throw new RondoException("CategoryEncoding: numbers of shape %s have weights of the same shape, got %s"
                    .formatted(inputs.get(0), inputs.get(1)));
        return List.of(output(inputs.getFirst()));
    }

    @Override
    public List<Signal> call(List<Signal> inputs, Pass pass) {
        if (inputs.size() != 2) return Layer.super.call(inputs, pass);
        outputs(inputs.stream().map(Signal::shape).toList());
        var ids = pass.input(categories().below(inputs.get(0).tensor()));
        return List.of(Signal.of(Ops.count(numTokens, ids, pass.input(inputs.get(1).tensor()))));
    }

    private Categories categories() {
        return new Categories("CategoryEncoding", mode, numTokens);
    }

    public CategoryEncoding outputMode(OutputMode mode) {
        return new CategoryEncoding(numTokens, mode);
    }
}

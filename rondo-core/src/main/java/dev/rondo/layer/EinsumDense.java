package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A dense layer over any axes, `y = f(einsum(x, W) + b)`, by an equation of letters for axes: `"abc,cd->abd"` is [Dense] on
/// a sequence, `"abc,cde->abde"` a projection to heads. A letter that is missing on the right is summed over. Dots stand for
/// axes that are left alone: `"...x,xy->...y"` after the batch, `"ab...,bc->ac..."` at the end. Keras: `EinsumDense`
/// (`keras/src/layers/core/einsum_dense.py`); PyTorch: `einsum`.
///
/// A mask ends here, as in Keras.
///
/// @param outputShape the sizes of the output but the batch and what the dots stand for; [Shape#ANY] where the input has
///                    them
/// @param biased the letters of the output that have a bias of their own; empty for none
public record EinsumDense(String equation, List<Integer> outputShape, String biased, Activation activation,
        Init kernelStart, Init biasStart) implements Layer {
    public EinsumDense {
        activation.keepsSize("EinsumDense");
        outputShape = List.copyOf(outputShape);
        for (int size : outputShape) {
            if (size != Shape.ANY) Legal.atLeast(1, "EinsumDense", "a size of the output", size);
        }
        var parsed = Equation.of(equation);
        parsed.sizes(outputShape);
        parsed.biases(biased);
    }

    /// Keras's defaults: no bias.
    public EinsumDense(String equation, List<Integer> outputShape) {
        this(equation, outputShape, "", Activation.LINEAR, Init.glorotUniform(), Init.zeros());
    }

    @Override
    public List<Weight> weights(Shape input) {
        var parsed = Equation.of(equation);
        var kernel = parsed.kernelShape(input, outputShape);
        var list = new ArrayList<Weight>();
        list.add(Weight.of("kernel", fanned(parsed, kernel), kernel.sizes()));
        if (!biased.isEmpty()) {
            list.add(Weight.of("bias", biasStart, parsed.biasShape(input, outputShape, biased).sizes()));
        }
        return list;
    }

    /// Axes of the kernel that the output has are its outputs, the others its inputs, wherever they stand.
    private Init fanned(Equation parsed, Shape kernel) {
        if (!(kernelStart instanceof Init.VarianceScaling scaled)) return kernelStart;
        int outputs = parsed.outputs(kernel);
        return (shape, key) -> scaled.draw(Shape.of(shape.count() / outputs, outputs), key);
    }

    @Override
    public Shape output(Shape input) {
        return Equation.of(equation).output(input, outputShape);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var z = Equation.of(equation).product(pass.input(input.tensor()), pass.weight("kernel"));
        return Signal.of(activation.of(biased.isEmpty() ? z : Ops.plus(z, pass.weight("bias"))));
    }

    /// Which letters of the output have a bias of their own, such as `"d"`; Keras's `bias_axes`.
    public EinsumDense biasAxes(String letters) {
        return new EinsumDense(equation, outputShape, letters, activation, kernelStart, biasStart);
    }

    public EinsumDense activation(Activation f) {
        return new EinsumDense(equation, outputShape, biased, f, kernelStart, biasStart);
    }

    public EinsumDense starts(Init kernel, Init bias) {
        return new EinsumDense(equation, outputShape, biased, activation, kernel, bias);
    }

    @Override
    public Streaming streaming() {
        return Equation.of(equation).eachStep(outputShape, biased) ? Streaming.eachStep()
                : Streaming.refused("is not known to leave the steps apart");
    }
}

package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// Each example, along the last axis or others, to mean 0 and variance 1, then `γ ∘ x + β` (Ba et al. 2016,
/// arXiv:1607.06450). Keras: `LayerNormalization` (`keras/src/layers/normalization/layer_normalization.py`), whose ε is 0.001;
/// PyTorch: `LayerNorm`, ε 0.00001.
public record LayerNormalization(List<Integer> axes, double epsilon, ScaleAndShift after) implements Layer {
    public LayerNormalization {
        axes = List.copyOf(axes);
        Legal.notNegative("LayerNormalization", "epsilon", epsilon);
    }

    public LayerNormalization() {
        this(List.of(-1), 1e-3, ScaleAndShift.usual());
    }

    @Override
    public List<Weight> weights(Shape input) {
        return after.weights(Axes.sizes("LayerNormalization", input, Axes.of("LayerNormalization", input, axes)));
    }

    @Override
    public Shape output(Shape input) {
        Axes.of("LayerNormalization", input, axes);
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var along = Axes.of("LayerNormalization", input.shape(), axes);
        int n = Arrays.stream(along).map(input.shape()::size).reduce(1, (a, b) -> a * b);
        return input.with(Axes.along(pass.input(input.tensor()), along,
                x -> after.of(Ops.standardize((float) epsilon, x), pass, n)));
    }

    /// Along which axes; negative ones count from the last. γ and β have their sizes, which must be known.
    public LayerNormalization axis(int... axes) {
        return new LayerNormalization(Axes.list(axes), epsilon, after);
    }

    /// What is added to the variance.
    public LayerNormalization epsilon(double added) {
        return new LayerNormalization(axes, added, after);
    }

    /// Whether there is a β.
    public LayerNormalization center(boolean shifts) {
        return new LayerNormalization(axes, epsilon, after.center(shifts));
    }

    /// Whether there is a γ.
    public LayerNormalization scale(boolean scales) {
        return new LayerNormalization(axes, epsilon, after.scale(scales));
    }

    /// How γ and β start; Keras's ones and zeros otherwise.
    public LayerNormalization starts(Init gamma, Init beta) {
        return new LayerNormalization(axes, epsilon, after.starts(gamma, beta));
    }

    @Override
    public Streaming streaming() {
        return axes.equals(List.of(-1)) ? Streaming.eachStep()
                : Streaming.refused("works along the axes %s, which may be that of time".formatted(axes));
    }
}

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

/// Each example, along the last axis or others, to a mean square of 1, then `scale ∘ x` (Zhang & Sennrich 2019,
/// arXiv:1910.07467). As in Keras, a mask ends here. Keras: `RMSNormalization`; PyTorch: `RMSNorm`.
public record RmsNormalization(List<Integer> axes, double epsilon) implements Layer {
    public RmsNormalization {
        axes = List.copyOf(axes);
        Legal.notNegative("RMSNormalization", "epsilon", epsilon);
    }

    public RmsNormalization() {
        this(List.of(-1), 1e-6);
    }

    @Override
    public List<Weight> weights(Shape input) {
        var sizes = Axes.sizes("RMSNormalization", input, Axes.of("RMSNormalization", input, axes));
        return List.of(Weight.of("scale", Init.ones(), sizes));
    }

    @Override
    public Shape output(Shape input) {
        Axes.of("RMSNormalization", input, axes);
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var along = Axes.of("RMSNormalization", input.shape(), axes);
        int n = Arrays.stream(along).map(input.shape()::size).reduce(1, (a, b) -> a * b);
        return Signal.of(Axes.along(pass.input(input.tensor()), along, x -> Ops
                .times(Ops.rmsNormalize((float) epsilon, x), Ops.reshape(pass.weight("scale"), n))));
    }

    @Override
    public String title() {
        return "RMSNormalization";
    }

    /// Along which axes; negative ones count from the last. The scale has their sizes, which must be known.
    public RmsNormalization axis(int... axes) {
        return new RmsNormalization(Axes.list(axes), epsilon);
    }

    /// What is added to the mean square.
    public RmsNormalization epsilon(double added) {
        return new RmsNormalization(axes, added);
    }

    @Override
    public Streaming streaming() {
        return axes.equals(List.of(-1)) ? Streaming.eachStep()
                : Streaming.refused("works along the axes %s, which may be that of time".formatted(axes));
    }
}

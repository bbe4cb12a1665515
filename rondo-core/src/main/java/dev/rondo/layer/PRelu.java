package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// `x where x > 0, α ∘ x elsewhere`, with a learned α for each number of an example (He et al. 2015, arXiv:1502.01852). Along
/// shared axes there is one α for all: `sharedAxes(1)` for sequences, which then may have any length. Keras: `PReLU`;
/// PyTorch: `PReLU`, with one α in all.
public record PRelu(List<Integer> sharedAxes, Init alphaStart) implements Layer {
    public PRelu {
        sharedAxes = List.copyOf(sharedAxes);
        if (sharedAxes.stream().anyMatch(axis -> axis < 1)) {
            throw new RondoException("PReLU: shared axes count from 1, axis 0 being the batch, got " + sharedAxes);
        }
    }

    @Override
    public List<Weight> weights(Shape input) {
        var shape = output(input).without(0);
        for (int axis : sharedAxes) shape = shape.with(axis - 1, 1);
        for (int axis = 1; axis < input.rank(); axis++) {
            if (!sharedAxes.contains(axis)) Axes.sizes("PReLU", input, axis);
        }
        return List.of(Weight.of("alpha", alphaStart, shape.sizes()));
    }

    @Override
    public Shape output(Shape input) {
        Expect.atLeastRank("PReLU", input, 2, "[batch, …, features]");
        if (!sharedAxes.isEmpty()) Axes.of("PReLU", input, sharedAxes);
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var x = pass.input(input.tensor());
        var below = Ops.times(pass.weight("alpha"), Ops.relu(Ops.scale(-1, x)));
        return input.with(Ops.minus(Ops.relu(x), below));
    }

    @Override
    public String title() {
        return "PReLU";
    }

    /// The axes along which there is one α for all.
    public PRelu sharedAxes(int... axes) {
        return new PRelu(Axes.list(axes), alphaStart);
    }

    /// How α starts; Keras's zeros otherwise.
    public PRelu start(Init alpha) {
        return new PRelu(sharedAxes, alpha);
    }
}

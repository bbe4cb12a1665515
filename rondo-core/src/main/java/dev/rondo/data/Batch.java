package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Some examples at once: one tensor `[batch, …]` with its mask for each input of a model, and a target for each
/// output. Most models have one of each, which [#x] and [#y] give. Keras: a tuple `(x, y, sample_weight)`; PyTorch: a
/// tuple `(x, y)`.
public record Batch(List<Signal> inputs, List<Target> targets) {
    public Batch {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        if (inputs.isEmpty()) throw new RondoException("batch: at least one input is expected");
    }

    /// One input and one target.
    public Batch(Tensor x, Mask mask, Tensor y, Optional<Tensor> weights) {
        this(List.of(Signal.of(x, mask)), List.of(new Target(y, weights)));
    }

    public int size() {
        return x().shape().size(0);
    }

    /// The first input.
    public Tensor x() {
        return inputs.getFirst().tensor();
    }

    /// The mask of the first input.
    public Mask mask() {
        return inputs.getFirst().mask();
    }

    /// The first target.
    public Tensor y() {
        return target().y();
    }

    /// The weights of the first target.
    public Optional<Tensor> weights() {
        return target().weights();
    }

    private Target target() {
        if (targets.isEmpty()) throw new RondoException("batch: there are no targets");
        return targets.getFirst();
    }
}

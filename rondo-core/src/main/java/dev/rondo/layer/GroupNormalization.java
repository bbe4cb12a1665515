package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// The channels of an example in groups, each group over all steps to mean 0 and variance 1, then `γ ∘ x + β` with a γ and a
/// β for each channel (Wu & He 2018, arXiv:1803.08494). Padding counts like all else, as in Keras. Keras:
/// `GroupNormalization` (`keras/src/layers/normalization/group_normalization.py`), whose default is 32 groups; PyTorch:
/// `GroupNorm`.
///
/// @param groups as many as divide the channels; −1 is a group for each channel: instance normalisation
/// @param axis   the axis of the channels; negative ones count from the last
public record GroupNormalization(int groups, int axis, double epsilon, ScaleAndShift after) implements Layer {
    public GroupNormalization {
        Legal.check(groups >= 1 || groups == -1, "GroupNormalization", "groups", "at least 1, or -1", groups);
        Legal.notNegative("GroupNormalization", "epsilon", epsilon);
    }

    public GroupNormalization(int groups) {
        this(groups, -1, 1e-3, ScaleAndShift.usual());
    }

    @Override
    public List<Weight> weights(Shape input) {
        return after.weights(Axes.sizes("GroupNormalization", output(input), axisOf(input)));
    }

    @Override
    public Shape output(Shape input) {
        int channels = input.size(axisOf(input));
        if (channels != Shape.ANY && channels % groupsOf(channels) != 0) {
            throw new RondoException("GroupNormalization: %d channels of its input %s do not divide into %d groups"
                    .formatted(channels, input, groups));
        }
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        int channelAxis = axisOf(output(input.shape()));
        return input.with(Axes.along(pass.input(input.tensor()), new int[]{channelAxis},
                x -> after.of(normalised(x), pass, x.shape().last())));
    }

    /// x `[batch, …, channels]` as a row for each example and group, and back.
    private Tensor normalised(Tensor x) {
        int batch = x.shape().size(0);
        int channels = x.shape().last();
        int n = groupsOf(channels);
        int steps = x.shape().without(0).rows();
        var rows = Ops.transpose(Ops.reshape(x, batch, steps, n, channels / n), 0, 2, 1, 3);
        var y = Ops.standardize((float) epsilon, Ops.reshape(rows, batch, n, steps * (channels / n)));
        var back = Ops.transpose(Ops.reshape(y, batch, n, steps, channels / n), 0, 2, 1, 3);
        return Ops.reshape(back, x.shape().sizes());
    }

    private int axisOf(Shape input) {
        return Axes.of("GroupNormalization", input, axis);
    }

    private int groupsOf(int channels) {
        return groups == -1 ? Math.max(1, channels) : groups;
    }

    /// The axis of the channels.
    public GroupNormalization axis(int axis) {
        return new GroupNormalization(groups, axis, epsilon, after);
    }

    /// What is added to the variance.
    public GroupNormalization epsilon(double added) {
        return new GroupNormalization(groups, axis, added, after);
    }

    /// Whether there is a β.
    public GroupNormalization center(boolean shifts) {
        return new GroupNormalization(groups, axis, epsilon, after.center(shifts));
    }

    /// Whether there is a γ.
    public GroupNormalization scale(boolean scales) {
        return new GroupNormalization(groups, axis, epsilon, after.scale(scales));
    }

    /// How γ and β start; Keras's ones and zeros otherwise.
    public GroupNormalization starts(Init gamma, Init beta) {
        return new GroupNormalization(groups, axis, epsilon, after.starts(gamma, beta));
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("takes its mean over all steps");
    }
}

package dev.rondo.train.loss;

import java.util.Arrays;
import java.util.List;

/// `1 − 2 Σ t p / (Σ t + Σ p + 1e-7)`: how little what was found overlaps with what was to be found (Dice 1945), for places
/// of which few are yes. Targets are from 0 to 1 and have the prediction's shape or, over all axes, lack its last axis of 1.
/// PyTorch has none; a smoothed F1 score is the same but for the 1 −.
///
/// Over all axes, the default, the whole batch has one loss. With `axis(1, 2)`, a batch `[batch, time, classes]` has
/// `[batch]` losses. A mask does not take steps out of the sums, as in Keras; it only scales the losses.
public record Dice(List<Integer> axes) implements Overlap {
    public Dice { axes = List.copyOf(axes); }

    public Dice() { this(List.of()); }

    /// The axes to sum over, which go away; all if none is given.
    public Dice axis(int... axis) { return new Dice(Arrays.stream(axis).boxed().toList()); }

    @Override
    public String name() { return "dice"; }

    @Override
    public double miss() { return 0.5; }

    @Override
    public double falseAlarm() { return 0.5; }

    /// Half of Keras's, as everything under this line is halved.
    @Override
    public double epsilon() { return 0.5 * Probability.LEAST; }
}
